// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/schema/model.hpp>
#include <refract/tree/walk.hpp>

#include <string_view>

/// \file
/// A name that is longer than the database keeps is cut by it, and then means another table or none.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool names_fit(const table_info& table, const dialect_info& dialect) {
    return dialect.schemas.longest_name == 0 || table.longest_name <= dialect.schemas.longest_name;
}
/// The tables of a statement with their columns, and its aliases; also of the queries inside it.
constexpr bool names_fit(const statement_view& statement, const dialect_info& dialect) {
    if (dialect.schemas.longest_name == 0) return true;
    for (const clause& each : statement) {
        const bool is_source = each.kind == clause_kind::from || each.kind == clause_kind::join;
        if (is_source && (!names_fit(each.table(), dialect) || each.alias.size() > dialect.schemas.longest_name))
            return false;
        if (each.holds.queries == 0) continue;
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->query && !names_fit(*at->query, dialect)) return false;
    }
    return true;
}

template <class Dialect, class Query> using check_query_names =
    check_that<names_fit(Query::view, Dialect::info), rule::name_fits, Query>;
template <class Dialect, class Model> using check_model_names =
    check_that<names_fit(table_of<Model>(), Dialect::info), rule::name_fits, Model>;

} // namespace detail
} // namespace v0
} // namespace refract
