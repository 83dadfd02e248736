// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/result.hpp>
#include <refract/query/rules/violation.hpp>
#include <refract/tree/scope.hpp>
#include <refract/tree/walk.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a query, or one inside it, reads the table that a name without a schema means.
constexpr bool reads_table(const statement_view& query, std::string_view name) {
    for (const clause& each : query) {
        const bool is_table = brings_table(each.kind) && !each.query && !function_of(each);
        if (is_table && each.table().schema.empty() && each.table().name == name) return true;
        if (any_query_in(each, [&](const statement_view& inner) { return reads_table(inner, name); })) return true;
    }
    return false;
}
/// A query of WITH hides the table of its name, and is itself meant by it where it reads that. A recursive one reads
/// itself, but not where it begins. A name in a schema always means the table.
constexpr violation check_with_name(const clause& each) {
    const clause* const first =
        each.kind == clause_kind::with_recursive ? each.query->find(clause_kind::operand) : nullptr;
    const bool hides_its_own = reads_table(first ? *first->query : *each.query, each.table().name);
    if (!hides_its_own && each.table().schema.empty()) return {};
    return {rule::with_has_own_name, each.table().name};
}
/// How a recursion goes is said by columns of its own rows.
constexpr violation check_guided(const clause& each) {
    for (const clause& guide : *each.query) {
        if (!is_of_recursion(guide.kind)) continue;
        bool is_own = each.kind == clause_kind::with_recursive;
        for (const node& column : items_of(guide)) is_own &= column.table == each.table;
        if (!is_own) return {rule::recursion_is_guided, each.table().name};
    }
    return {};
}
/// Whether a statement writes the table that a name without a schema means.
constexpr bool writes_table(const statement_view& statement, std::string_view name) {
    if (statement.kind == verb::select) return false;
    const table_info& target = statement.find(clause_kind::from)->table();
    return target.schema.empty() && target.name == name;
}
constexpr violation check_with(const statement_view& statement) {
    for (const clause& each : statement) {
        if (!is_with(each.kind)) continue;
        const std::string_view name = each.table().name;
        if (auto found = check_with_name(each)) return found;
        if (auto found = check_guided(each)) return found;
        if (writes_table(statement, name)) return {rule::with_has_own_name, name};
        for (const clause* other = statement.begin(); other != &each; ++other) {
            if (!is_with(other->kind)) continue;
            if (other->table().name == name) return {rule::with_names_differ, name};
            if (writes_table(*each.query, other->table().name)) return {rule::with_has_own_name, other->table().name};
        }
    }
    return {};
}

constexpr bool has_hint(const statement_view& query) {
    return query.has(clause_kind::materialized) || query.has(clause_kind::not_materialized);
}
/// Where a query stands inside another: only one of WITH is told whether its rows are kept, and writes stand in the
/// WITH of the whole statement only.
constexpr violation check_stands_inside(const statement_view& query, bool is_of_with = false) {
    if (has_hint(query) && !is_of_with) return {rule::hint_stands_in_with};
    if (!is_of_with && guides_recursion(query)) return {rule::recursion_is_guided};
    return writes_in_with(query) ? violation{rule::write_in_with_of_whole} : violation{};
}

} // namespace detail
} // namespace v0
} // namespace refract
