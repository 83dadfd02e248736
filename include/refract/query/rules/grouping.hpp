// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/expressions.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool holds_aggregate(const clause* each) {
    for (const node& item : items_of(each))
        if (holds_aggregate(item)) return true;
    return false;
}

/// Whether the rows of a select are groups, or one for all.
constexpr bool is_grouped(const statement_view& statement) {
    return statement.has(clause_kind::group_by) || holds_aggregate(statement.find(clause_kind::select)) ||
           holds_aggregate(statement.find(clause_kind::order_by));
}

constexpr bool holds_window(const clause* each) {
    for (const node *at = each ? each->nodes : nullptr, *end = each ? end_of(at, each->items) : at; at != end; ++at)
        if (at->kind == node_kind::window) return true;
    return false;
}
/// What is locked are rows of tables: not groups, nor what an outer join may miss.
constexpr violation check_locked_rows(const statement_view& statement, const scope& in) {
    if (!statement.has(clause_kind::for_update) && !statement.has(clause_kind::for_share)) return {};
    const bool merges = statement.has(clause_kind::distinct) || statement.has(clause_kind::distinct_on) ||
                        is_grouped(statement) || holds_window(statement.find(clause_kind::select)) ||
                        holds_window(statement.find(clause_kind::order_by));
    if (merges) return {rule::lock_is_of_rows};
    for (std::size_t i = 0; i < in.count; ++i) {
        if (!in.sources[i].nullable) continue;
        bool is_locked = !statement.has(clause_kind::lock_of);
        for (const clause& each : statement)
            is_locked |= each.kind == clause_kind::lock_of && each.table == in.sources[i].table &&
                         each.alias == in.sources[i].alias;
        if (is_locked) return {rule::lock_is_of_rows, in.sources[i].name()};
    }
    return {};
}
constexpr const clause* find_page(const statement_view& statement) {
    for (const clause& each : statement)
        if (is_page(each.kind)) return &each;
    return nullptr;
}

/// Whole rows, or fields by name, of a grouped query: every column must follow from a key.
constexpr violation check_whole_groups(const clause* columns, const scope& in) {
    if (has_grouping_forms(in.group_keys)) return {rule::grouping_is_of_groups};
    const source* const whole = columns ? find_whole(*columns, in) : nullptr;
    for (std::size_t i = 0; i < in.count; ++i) {
        if (whole && whole != &in.sources[i]) continue;
        node column{.kind = node_kind::column, .table = in.sources[i].table, .alias = in.sources[i].alias};
        const table_info& table = in.sources[i].table();
        for (std::size_t c = 0; c < table.column_count; ++c) {
            column.column = static_cast<std::uint16_t>(c);
            if (columns && !whole && !columns->row->has(table.columns[c].field)) continue;
            if (!is_group_key(column, in)) return of_column(rule::columns_are_grouped, column);
        }
    }
    return {};
}

/// Whole rows, and objects of a table, are of tables that are there.
constexpr violation check_whole_rows(const statement_view& statement, const scope& in) {
    const clause* const columns = statement.find(clause_kind::select);
    const source* const whole = columns ? find_whole(*columns, in) : nullptr;
    for (std::size_t i = 0; i < in.count; ++i)
        if (in.sources[i].is_optional && (!columns || whole == &in.sources[i]))
            return {rule::column_in_query, in.sources[i].name()};
    return {};
}

constexpr violation check_select(const statement_view& statement, const scope& in) {
    const clause* columns = statement.find(clause_kind::select);
    const bool has_groups = statement.has(clause_kind::group_by);
    for (const clause& each : statement)
        if (is_having(each.kind) && !has_groups) return {rule::having_needs_group_by};
    context of_group{.aggregates = true, .windows = true, .grouped = is_grouped(statement)};
    if (of_group.grouped && (!columns || columns->items == 0))
        if (auto found = check_whole_groups(columns, in)) return found;
    for (const clause* each :
         {columns, statement.find(clause_kind::order_by), statement.find(clause_kind::distinct_on)})
        if (each)
            if (auto found = check_items(*each, in, of_group)) return found;
    if (statement.has(clause_kind::distinct))
        if (auto found = check_merged_rows(statement, in)) return found;
    for (const node& item : items_of(statement.find(clause_kind::distinct_on)))
        if (auto found = check_equality_of(item)) return found;
    of_group.windows = false;
    for (const clause& each : statement)
        if (is_having(each.kind) || is_page(each.kind))
            if (auto found = check_items(each, in, of_group)) return found;
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
