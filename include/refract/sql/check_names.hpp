// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/schema/full_text.hpp>
#include <refract/schema/model.hpp>
#include <refract/tree/walk.hpp>

#include <string_view>

/// \file
/// A name that is longer than the database keeps is cut by it, and then means another table or none.

namespace refract {
inline namespace v0 {
namespace detail {

/// The rule that a table's names break on a database, if any.
constexpr rule_number name_fault(const table_info& table, const dialect_info& dialect) {
    if (table.is_named_by_compiler) return rule::name_is_stable;
    if (is_full_text(table.kind)) {
        if (dialect.definitions.full_text_module.empty()) return rule::full_text_exists;
        if (!is_plain_full_text(table)) return rule::full_text_is_plain;
    }
    const std::size_t limit = dialect.schemas.longest_name;
    return limit > 0 && table.longest_name > limit ? rule::name_fits : rule::none;
}
/// The same of the tables of a statement and of its aliases, the queries inside it included.
constexpr rule_number name_fault(const statement_view& statement, const dialect_info& dialect) {
    const std::size_t limit = dialect.schemas.longest_name;
    for (const clause& each : statement) {
        if (brings_table(each.kind) || is_with(each.kind)) {
            if (limit > 0 && each.alias.size() > limit) return rule::name_fits;
            if (const rule_number found = name_fault(each.table(), dialect); found != rule::none) return found;
        }
        rule_number found = rule::none;
        const auto has_fault = [&](const statement_view& inner) {
            found = name_fault(inner, dialect);
            return found != rule::none;
        };
        if (any_query_in(each, has_fault)) return found;
    }
    return rule::none;
}

template <rule_number Fault, class About> using check_no_fault = check_that<Fault == rule::none, Fault, About>;
template <class Dialect, class Query> using check_query_names =
    check_no_fault<name_fault(Query::view, Dialect::info), Query>;
template <class Dialect, class Model> using check_model_names =
    check_no_fault<name_fault(table_of<Model>(), Dialect::info), Model>;

} // namespace detail
} // namespace v0
} // namespace refract
