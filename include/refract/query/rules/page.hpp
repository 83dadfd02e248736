// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/grouping.hpp>
#include <refract/tree/output.hpp>

#include <cstddef>

/// \file
/// A page begins behind a row. If its order does not tell all rows apart, rows that compare equal to that one are lost.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_same_column(const node& left, const node& right) {
    return left.kind == node_kind::column && right.kind == node_kind::column && left.table == right.table &&
           left.alias == right.alias && left.column == right.column;
}

/// Which columns have one value among the rows that an order takes for equal.
struct fixed_columns {
    const statement_view& statement;
    const scope& in;
    bool tables[max_sources]{}; ///< those of which all columns are

    constexpr bool orders(const node& at) const {
        for (const node& term : items_of(statement.find(clause_kind::order_by)))
            if (const node& ordered = operand_of(term, 0);
                same_expression(ordered, at) || is_same_column(unnamed(ordered), at))
                return true;
        return false;
    }
    constexpr bool is_fixed(const node& at) const {
        if (orders(at)) return true;
        if (at.kind != node_kind::column) return is_bound_value(at);
        for (std::size_t i = 0; i < in.count; ++i)
            if (tables[i] && in.sources[i].table == at.table && in.sources[i].alias == at.alias) return true;
        return is_equal_to_fixed(at);
    }
    constexpr bool is_fixed(const source& from, std::size_t column) const {
        return is_fixed(node{.kind = node_kind::column,
                             .column = static_cast<std::uint16_t>(column),
                             .table = from.table,
                             .alias = from.alias});
    }

private:
    static constexpr bool is_bound_value(const node& at) {
        return at.kind == node_kind::value || at.kind == node_kind::parameter;
    }
    /// Whether a condition makes a column equal to a value, or to an ordered column or one of a table that is fixed.
    constexpr bool ties(const node& condition, const node& column) const {
        if (condition.op == operation::logical_and)
            return ties(operand_of(condition, 0), column) || ties(operand_of(condition, 1), column);
        if (condition.kind != node_kind::binary || condition.op != operation::equal) return false;
        const node &left = operand_of(condition, 0), &right = operand_of(condition, 1);
        const node* const other = is_same_column(left, column)    ? &right
                                  : is_same_column(right, column) ? &left
                                                                  : nullptr;
        if (!other) return false;
        if (is_bound_value(*other) || orders(*other)) return true;
        for (std::size_t i = 0; i < in.count; ++i)
            if (tables[i] && other->kind == node_kind::column && in.sources[i].table == other->table &&
                in.sources[i].alias == other->alias)
                return true;
        return false;
    }
    /// An outer join says something of the table that it joins, and nothing of the others.
    constexpr bool is_equal_to_fixed(const node& column) const {
        for (const clause& each : statement) {
            const bool of_join = is_join(each.kind) && each.items == 1;
            const bool holds =
                each.join == join_kind::inner ||
                (each.join == join_kind::left && each.table == column.table && each.alias == column.alias);
            if ((each.kind == clause_kind::where || (of_join && holds)) && ties(*each.nodes, column)) return true;
        }
        return false;
    }
};

/// The columns of a query that stands as a table which tell its rows apart.
struct row_key {
    column_list columns{};
    bool is_known = false;

    constexpr void add(std::size_t column) {
        is_known = column < max_key_columns && columns.count < max_key_columns;
        if (is_known) columns.add(column);
    }
};
constexpr row_key all_columns(const table_info& row) {
    row_key made;
    for (std::size_t i = 0; i < row.column_count; ++i) made.add(i);
    return made;
}
constexpr std::size_t position_of(const node& wanted, const clause& columns) {
    std::size_t position = 0;
    for (const node& item : items_of(columns)) {
        if (same_expression(item, wanted) || is_same_column(unnamed(item), wanted)) return position;
        ++position;
    }
    return table_info::none;
}
constexpr row_key key_of_query(const statement_view& query, const table_info& row) {
    row_key made;
    if (query.is_compound()) {
        for (const clause& each : query)
            if (each.kind == clause_kind::union_all) return made;
        return all_columns(row);
    }
    if (query.has(clause_kind::distinct)) return all_columns(row);
    const clause* const columns = query.find(clause_kind::select);
    const clause* const keys =
        query.has(clause_kind::distinct_on) ? query.find(clause_kind::distinct_on) : query.find(clause_kind::group_by);
    if (keys && columns && columns->items > 0 && !has_grouping_forms(items_of(*keys))) {
        for (const node& key : items_of(*keys))
            if (made.add(position_of(key, *columns)); !made.is_known) return {};
        return made;
    }
    made.is_known = is_grouped(query); // one row
    const scope in = make_scope(query);
    if (made.is_known || in.count != 1 || in.sources[0].is_query) return made;
    const table_info& table = in.sources[0].table();
    for (std::size_t i = 0; i < table.key.count; ++i) {
        const std::uint16_t column = table.key.columns[i];
        const node key{
            .kind = node_kind::column, .column = column, .table = in.sources[0].table, .alias = in.sources[0].alias};
        const bool by_items = columns && columns->items > 0;
        const bool whole = !columns || find_whole(*columns, in);
        made.add(by_items ? position_of(key, *columns) : whole ? column : row.find_field(table.columns[column].field));
        if (!made.is_known) return {};
    }
    return made;
}

constexpr row_key key_of_source(const source& from, const statement_view& statement) {
    for (const clause& each : statement) {
        const bool is_it = each.query && each.table == from.table &&
                           (is_with(each.kind) || (brings_table(each.kind) && each.alias == from.alias));
        if (!is_it) continue;
        if (each.kind == clause_kind::with_recursive) return {};
        return key_of_query(*each.query, from.table());
    }
    return {from.table().key, from.table().key.count > 0};
}

constexpr bool tells_tables_apart(fixed_columns& fixed) {
    for (std::size_t round = 0; round < fixed.in.count; ++round)
        for (std::size_t i = 0; i < fixed.in.count; ++i) {
            const row_key key = key_of_source(fixed.in.sources[i], fixed.statement);
            bool is_known = key.is_known;
            for (std::size_t k = 0; k < key.columns.count; ++k)
                is_known = is_known && fixed.is_fixed(fixed.in.sources[i], key.columns.columns[k]);
            fixed.tables[i] = is_known;
        }
    for (std::size_t i = 0; i < fixed.in.count; ++i)
        if (!fixed.tables[i]) return false;
    return true;
}
constexpr bool tells_rows_apart(const statement_view& statement, const scope& in) {
    fixed_columns fixed{statement, in};
    const bool tables = tells_tables_apart(fixed);
    const clause* const columns = statement.find(clause_kind::select);
    if (is_grouped(statement) || (statement.has(clause_kind::distinct) && columns && columns->items > 0)) {
        for (const node& key : is_grouped(statement) ? in.group_keys : items_of(columns))
            if (!fixed.is_fixed(unnamed(key)) && !fixed.orders(key)) return false;
        return true;
    }
    return tables;
}

/// What is made of all rows would be made of those of the page.
constexpr bool is_made_of_all_rows(const statement_view& statement) {
    return statement.has(clause_kind::distinct_on) || holds_window(statement.find(clause_kind::select)) ||
           has_grouping_forms(items_of(statement.find(clause_kind::group_by)));
}
constexpr violation check_page(const statement_view& statement, const scope& in) {
    const clause* const page = find_page(statement);
    if (!page) return {};
    if (is_made_of_all_rows(statement)) return {rule::page_is_of_rows};
    if (!tells_rows_apart(statement, in)) return {rule::page_order_ends_in_key};
    const node& at = *page->nodes;
    for (std::size_t i = 0, width = at.arity / 2; i < width; ++i)
        if (operand_of(at, width + i).nullable && !is_nullable(operand_of(at, i), in)) return {rule::page_fits_order};
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
