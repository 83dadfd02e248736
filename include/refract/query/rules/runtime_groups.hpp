// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/query/rules/expressions.hpp>

#include <string>

namespace refract {
inline namespace v0 {
namespace detail {

/// A column that the query of these groups is not grouped by, in what only the run time knows; null if there is none.
/// `in`: the scope of an expression, in the groups or in a query inside.
constexpr const node* find_ungrouped(const node& at, const scope& in, const scope& groups) {
    if (&in == &groups && (at.kind == node_kind::aggregate || is_group_key(at, groups))) return nullptr;
    if (at.kind == node_kind::column) return in.home_of(at) == &groups && !is_group_key(at, groups) ? &at : nullptr;
    for (const node& operand : operands_of(at))
        if (const node* const found = find_ungrouped(operand, in, groups)) return found;
    if (!at.query) return nullptr;
    const scope inside = make_scope(*at.query, &in);
    for (const clause& each : *at.query)
        for (const node& item : items_of(each))
            if (const node* const found = find_ungrouped(item, inside, groups)) return found;
    return nullptr;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_ungrouped(const node& column) {
    throw error("a condition or order of groups that is put together at run time uses the column \"" +
                std::string(column.table().columns[column.column].name) +
                "\", which the query is not grouped by; add it to group_by, or put it into an aggregate");
}
/// What SQLite would answer with any row of the group, and PostgreSQL refuse.
constexpr void refuse_ungrouped(const expression_range& items, const scope& groups) {
    for (const node& item : items)
        if (const node* const found = find_ungrouped(item, groups, groups)) throw_ungrouped(*found);
}

} // namespace detail
} // namespace v0
} // namespace refract
