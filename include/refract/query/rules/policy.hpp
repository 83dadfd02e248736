// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/policy.hpp>
#include <refract/query/rules/violation.hpp>
#include <refract/tree/walk.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_marked(const clause& each) {
    return brings_table(each.kind) && !each.query && each.table().deleted != table_info::none;
}
/// Whether a statement has a table whose rows are marked where they are deleted; or may have one, in a condition of the
/// run time or in another level of a tree.
constexpr bool may_see_marked(const statement_view& statement) {
    for (const clause& each : statement) {
        if (is_marked(each) || each.of_shape || each.kind == clause_kind::where_predicate) return true;
        if (any_query_in(each, [](const statement_view& inner) { return may_see_marked(inner); })) return true;
    }
    return false;
}
/// What is said of marked rows is said where there are some.
constexpr violation check_policies(const statement_view& statement) {
    if (statement.has(clause_kind::with_deleted) && !may_see_marked(statement)) return {rule::something_is_marked};
    const clause* const from = statement.find(clause_kind::from);
    if (statement.has(clause_kind::for_good) && from && !is_marked(*from)) return {rule::something_is_marked};
    if (statement.kind != verb::merge) return {};
    for (const clause& each : statement)
        if (is_marked(each)) return {rule::merge_sees_all, each.table().name};
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
