// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/scope.hpp>

#include <cstddef>

/// \file
/// Which column of a query's rows an expression is.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_same_node(const node& a, const node& b) {
    return a.kind == b.kind && a.op == b.op && a.arity == b.arity && a.negated == b.negated &&
           a.distinct == b.distinct && a.filtered == b.filtered && a.descending == b.descending && a.nulls == b.nulls &&
           a.column == b.column && a.side == b.side && a.outside == b.outside && a.table == b.table &&
           a.alias == b.alias && a.query == b.query && a.type == b.type;
}
/// One name is one expression, whatever its values: a rule and the run time see to that.
constexpr bool same_name(const node& left, const node& right) {
    return left.kind == node_kind::named && right.kind == node_kind::named && left.alias == right.alias;
}
/// Two values are two placeholders: the database cannot know them equal.
constexpr bool holds_placeholders(const node& at) {
    if (at.kind == node_kind::value || at.kind == node_kind::parameter) return true;
    if (!at.query) return false;
    const content inside = content_of(*at.query);
    return inside.values + inside.parameters + inside.parts > 0;
}
constexpr bool same_expression(const node& left, const node& right) {
    if (same_name(left, right)) return true;
    const node *a = &unnamed(left), *b = &unnamed(right);
    if (!is_same_node(*a, *b) || holds_placeholders(*a)) return false;
    const expression_range others = operands_of(*b);
    expression_range::iterator other = others.begin();
    for (const node& each : operands_of(*a)) {
        if (!same_expression(each, *other)) return false;
        ++other;
    }
    return true;
}

/// The position of a named expression among those of a select, from 0.
constexpr std::size_t find_name(const clause* columns, std::string_view name) {
    std::size_t position = 0;
    for (const node& item : items_of(columns)) {
        if (item.kind == node_kind::named && item.alias == name) return position;
        ++position;
    }
    return table_info::none;
}

/// The position of an expression among those of a select, from 0.
constexpr std::size_t find_item(const clause& columns, const node& at) {
    std::size_t position = 0;
    for (const node& item : items_of(columns)) {
        if (same_expression(item, at)) return position;
        ++position;
    }
    return table_info::none;
}

/// The position of an expression among the columns of a set operation, from 0: a column of the struct that its rows
/// fill, or what its first query selects.
constexpr std::size_t find_output(const statement_view& compound, const node& at) {
    const table_ref row = compound.find(clause_kind::operand)->table;
    if (row && at.kind == node_kind::column && at.table == row) return at.column;
    const statement_view& first = compound.first_query();
    std::size_t position = 0;
    if (const clause* const columns = first.find(clause_kind::select)) return find_item(*columns, at);
    const scope in = make_scope(first);
    for (std::size_t i = 0; i < in.count && at.kind == node_kind::column; ++i) {
        if (in.sources[i].table == at.table && in.sources[i].alias == at.alias) return position + at.column;
        position += in.sources[i].table().column_count;
    }
    return table_info::none;
}

} // namespace detail
} // namespace v0
} // namespace refract
