// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/violation.hpp>
#include <refract/tree/grouping.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether two names are one to a database that does not look at the case of letters.
constexpr bool is_same_word(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}
/// A database takes the name in `group_by` for the column, if there is one.
constexpr bool is_name_of_column(std::string_view name, const scope& in) {
    for (std::size_t i = 0; i < in.count; ++i)
        for (const column_info& column : in.sources[i].table().all())
            if (is_same_word(column.name, name)) return true;
    return false;
}
/// Whether two expressions differ in their values at most.
constexpr bool has_same_shape(const node& left, const node& right) {
    const node* const end = skip(&left);
    for (const node *a = &left, *b = &right; a != end; ++a, ++b)
        if (!is_same_node(*a, *b) || a->kind == node_kind::parameter) return false;
    return true;
}
/// A name stands for one expression wherever the query has it; its queries inside have names of their own.
constexpr violation check_uses_of_name(const node& named, const statement_view& statement) {
    for (const clause& each : statement)
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at != &named && same_name(*at, named) && !has_same_shape(*at, named))
                return {rule::name_means_one_expression, named.alias};
    return {};
}
constexpr violation check_key_is_selected(const node& key, const clause* columns) {
    if (key.kind != node_kind::named || find_name(columns, key.alias) != table_info::none) return {};
    return {rule::name_is_selected, key.alias};
}

/// The names that a select gives to its expressions.
constexpr violation check_names(const statement_view& statement, const scope& in) {
    const clause* const columns = statement.find(clause_kind::select);
    for (const node& item : items_of(columns)) {
        if (item.kind != node_kind::named) continue;
        if (is_name_of_column(item.alias, in)) return {rule::name_is_no_column, item.alias};
        if (auto other = check_uses_of_name(item, statement)) return other;
    }
    violation found;
    any_group_key(items_of(statement.find(clause_kind::group_by)), [&](const node& key, bool) {
        return static_cast<bool>(found = check_key_is_selected(key, columns));
    });
    if (found) return found;
    for (const node& key : items_of(statement.find(clause_kind::distinct_on)))
        if (found = check_key_is_selected(key, columns); found) return found;
    for (const node& term : items_of(statement.find(clause_kind::order_by)))
        if (found = check_key_is_selected(operand_of(term, 0), columns); found) return found;
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
