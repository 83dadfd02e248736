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
/// The first of a statement's tables, at any depth, of which only a session's tenant has rows; null if there is none.
constexpr table_ref find_tenant(const statement_view& statement) {
    if (statement.has(clause_kind::all_tenants)) return nullptr;
    for (const clause& each : statement) {
        if (brings_table(each.kind) && !each.query && each.table().tenant != table_info::none) return each.table;
        table_ref found = nullptr;
        any_query_in(each, [&](const statement_view& inner) { return (found = find_tenant(inner)) != nullptr; });
        if (found) return found;
    }
    return nullptr;
}
constexpr bool may_have_tenants(const statement_view& statement) {
    for (const clause& each : statement) {
        if (each.of_shape || each.kind == clause_kind::where_predicate) return true;
        if (brings_table(each.kind) && !each.query && each.table().tenant != table_info::none) return true;
        if (any_query_in(each, [](const statement_view& inner) { return may_have_tenants(inner); })) return true;
    }
    return false;
}
/// A statement of one tenant leaves it to the session whose its rows are.
constexpr violation check_tenant(const statement_view& statement) {
    if (statement.has(clause_kind::all_tenants))
        return may_have_tenants(statement) ? violation{} : violation{rule::tenants_are_there};
    const clause* const from = statement.find(clause_kind::from);
    if (statement.kind == verb::select || !from || from->query || from->table().tenant == table_info::none) return {};
    const table_info& table = from->table();
    const clause* const into = statement.find(clause_kind::into);
    if (statement.kind == verb::merge || (into && assigns(into, table.tenant)))
        return {rule::tenant_is_of_session, table.name, table.columns[table.tenant].field};
    for (const clause& each : statement)
        if ((sets_columns(each.kind) || each.kind == clause_kind::do_update) && assigns(&each, table.tenant))
            return {rule::tenant_is_of_session, table.name, table.columns[table.tenant].field};
    return {};
}
/// What is said of marked rows is said where there are some.
constexpr violation check_policies(const statement_view& statement) {
    if (auto found = check_tenant(statement)) return found;
    if (statement.has(clause_kind::with_deleted) && !may_see_marked(statement)) return {rule::something_is_marked};
    const clause* const from = statement.find(clause_kind::from);
    if (statement.has(clause_kind::for_good) && from && !is_marked(*from)) return {rule::something_is_marked};
    if (statement.kind != verb::merge) return {};
    for (const clause& each : statement)
        if (is_join(each.kind) && is_marked(each)) return {rule::merge_sees_all, each.table().name};
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
