// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/grouping.hpp>
#include <refract/schema/shape.hpp>
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
    expression_range order;
    array_view<table_indexes> indexes{};
    bool tables[max_sources]{}; ///< those of which all columns are

    constexpr bool orders(const node& at) const {
        for (const node& term : order)
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
    constexpr bool are_fixed(const source& from, const column_list& columns) const {
        for (std::size_t i = 0; i < columns.count; ++i)
            if (!is_fixed(from, columns.columns[i])) return false;
        return columns.count > 0;
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
    /// Whether rows of a level that belong to one row above, of which each has pages of its own, are alike in a column.
    static constexpr bool is_tied(const level_relation& tie, const node& column) {
        return column.table == tie.tied() && column.alias.empty() && tie.to.contains(column.column);
    }
    /// An outer join says something of the table that it joins, and nothing of the others.
    constexpr bool is_equal_to_fixed(const node& column) const {
        for (const clause& each : statement) {
            const bool of_join = is_join(each.kind) && each.items == 1;
            const bool holds =
                each.join == join_kind::inner ||
                (each.join == join_kind::left && each.table == column.table && each.alias == column.alias);
            if (each.tie && is_tied(*each.tie, column)) return true;
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

/// The clause whose query a source is: of its statement, or in the WITH of one around it. Null of a table.
constexpr const clause* query_of_source(const source& from, const scope& in) {
    for (const scope* around = &in; around && around->statement; around = around->outer)
        for (const clause& each : *around->statement)
            if (each.query && each.table == from.table &&
                (is_with(each.kind) || (around == &in && brings_table(each.kind) && each.alias == from.alias)))
                return &each;
    return nullptr;
}
/// No two rows are alike in what is unique together, but any number may have NULL there.
constexpr bool is_key(const index_info& index, const table_info& table) {
    if (!index.unique || index.where) return false;
    for (std::size_t i = 0; i < index.columns.count; ++i)
        if (table.columns[index.columns.columns[i]].nullable) return false;
    return true;
}
/// Whether a key of a table is fixed, its primary one or another.
constexpr bool tells_rows_apart(const fixed_columns& fixed, const source& from) {
    if (const clause* const query = query_of_source(from, fixed.in)) {
        const row_key key =
            query->kind == clause_kind::with_recursive ? row_key{} : key_of_query(*query->query, from.table());
        return key.is_known && (key.columns.count == 0 || fixed.are_fixed(from, key.columns));
    }
    if (fixed.are_fixed(from, from.table().key)) return true;
    for (const table_indexes& of_table : fixed.indexes)
        if (of_table.table == from.table)
            for (const index_info& index : of_table.all)
                if (is_key(index, from.table()) && fixed.are_fixed(from, index.columns)) return true;
    return false;
}

constexpr bool tells_tables_apart(fixed_columns& fixed) {
    for (std::size_t round = 0; round < fixed.in.count; ++round)
        for (std::size_t i = 0; i < fixed.in.count; ++i) fixed.tables[i] = tells_rows_apart(fixed, fixed.in.sources[i]);
    for (std::size_t i = 0; i < fixed.in.count; ++i)
        if (!fixed.tables[i]) return false;
    return true;
}
/// The terms of the order that a page goes by: the first half of what it holds.
constexpr expression_range order_of_page(const node& page) { return {&page + 1, page.arity / 2u}; }
constexpr bool tells_rows_apart(const statement_view& statement, const scope& in, const node& page) {
    fixed_columns fixed{statement, in, order_of_page(page), find_page(statement)->indexes};
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
/// The rule that a page breaks in a statement.
constexpr rule_number check_page(const statement_view& statement, const scope& in, const node& page) {
    if (!tells_rows_apart(statement, in, page)) return rule::page_order_ends_in_key;
    for (std::size_t i = 0, width = page.arity / 2; i < width; ++i)
        if (operand_of(page, width + i).nullable && !is_nullable(operand_of(page, i), in)) return rule::page_fits_order;
    return rule::none;
}
constexpr violation check_page(const statement_view& statement, const scope& in) {
    const clause* const page = find_page(statement);
    if (!page) return {};
    if (is_made_of_all_rows(statement)) return {rule::page_is_of_rows};
    if (page->items == 0) return {}; // the rest is known at run time
    return {check_page(statement, in, *page->nodes)};
}

} // namespace detail
} // namespace v0
} // namespace refract
