// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/base/rules/write.hpp>
#include <refract/query/clause.hpp>
#include <refract/query/scope.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// The rules that make a wrong query not compile, as plain functions over a statement's data.

namespace refract {
inline namespace v0 {
namespace detail {

/// The first rule that a statement breaks, with the names of what breaks it.
struct violation {
    rule_number broken = rule::none;
    std::string_view table{}, column{};

    constexpr explicit operator bool() const { return broken != rule::none; }
};

constexpr violation of_column(rule_number broken, const node& column) {
    return {broken, column.table().name, column.table().columns[column.column].field};
}

/// What an expression may hold where it stands.
struct place {
    bool aggregates = false; ///< aggregates may stand here
    bool grouped = false;    ///< plain columns must be group keys
    bool inside = false;     ///< inside an aggregate
};

constexpr bool same_expression(const node* left, const node* right) {
    const node* end = skip(left);
    for (; left != end; ++left, ++right)
        if (left->kind != right->kind || left->op != right->op || left->arity != right->arity ||
            left->table != right->table || left->column != right->column || left->alias != right->alias ||
            left->kind == node_kind::value)
            return false; // two values are two parameters: the database cannot know them equal
    return true;
}

constexpr bool is_group_key(const node* at, const scope& in) {
    const node* key = in.group_keys;
    for (std::size_t i = 0; i < in.group_key_count; ++i, key = skip(key)) {
        if (same_expression(at, key)) return true;
        // The primary key determines its row (SQL:1999; both databases accept it).
        if (at->kind == node_kind::column && key->kind == node_kind::column && at->table == key->table &&
            at->alias == key->alias && key->table().key.count == 1 && key->table().key.columns[0] == key->column)
            return true;
    }
    return false;
}

/// Comparisons that NULL never satisfies, whatever stands on the other side.
constexpr bool never_holds_for_null(const node& at) {
    switch (at.op) {
    case operation::equal:
    case operation::not_equal:
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::like:
    case operation::not_like:
    case operation::ilike:
    case operation::starts_with:
    case operation::ends_with:
    case operation::contains: return true;
    default: return at.kind == node_kind::between || at.kind == node_kind::in_values;
    }
}

constexpr violation check_expression(const node* at, const scope& in, place where) {
    if (where.grouped && !where.inside && is_group_key(at, in)) where.grouped = false;
    switch (at->kind) {
    case node_kind::column:
        if (!in.find(*at)) return of_column(rule::column_in_query, *at);
        if (where.grouped && !where.inside) return of_column(rule::columns_are_grouped, *at);
        break;
    case node_kind::aggregate:
        if (where.inside) return {rule::aggregates_do_not_nest};
        if (!where.aggregates) return {rule::aggregate_outside_where};
        where.inside = true;
        break;
    case node_kind::unary:
        if ((at->op == operation::is_null || at->op == operation::is_not_null) && at[1].kind == node_kind::column &&
            in.find(at[1]) && !is_nullable(at + 1, in))
            return of_column(rule::null_needs_optional, at[1]);
        break;
    default: break;
    }
    const bool rejects_null = never_holds_for_null(*at);
    const node* operand = at + 1;
    for (std::size_t i = 0; i < at->arity; ++i, operand = skip(operand)) {
        if (rejects_null && operand->nullable) return {rule::optional_needs_null_safe};
        if (auto found = check_expression(operand, in, where)) return found;
    }
    return {};
}

constexpr violation check_items(const clause& each, const scope& in, place where) {
    const node* item = each.nodes;
    for (std::size_t i = 0; i < each.items; ++i, item = skip(item))
        if (auto found = check_expression(item, in, where)) return found;
    return {};
}

constexpr bool holds_aggregate(const clause* each) {
    if (!each) return false;
    const node* end = each->nodes;
    for (std::size_t i = 0; i < each->items; ++i) end = skip(end);
    return count_kind(each->nodes, static_cast<std::size_t>(end - each->nodes), node_kind::aggregate) > 0;
}

/// Fields of a struct that is filled by name: the column of each, if there is exactly one.
struct field_source {
    const source* from = nullptr;
    std::size_t column = 0;
    std::size_t found = 0;
};
constexpr field_source find_field(std::string_view field, const scope& in) {
    field_source result;
    for (std::size_t i = 0; i < in.count; ++i) {
        const std::size_t column = in.sources[i].table().find_field(field);
        if (column == table_info::none) continue;
        result.from = &in.sources[i];
        result.column = column;
        ++result.found;
    }
    return result;
}

/// Whether a field can hold what a column yields; views and owning types are alike.
constexpr bool same_stored_type(const sql_type& field, const sql_type& column) {
    return field.kind == column.kind && field.enumeration == column.enumeration && field.scale == column.scale;
}

constexpr violation check_row_struct(const clause& each, const scope& in) {
    const table_info& row = each.table();
    if (each.items > 0 && each.items != row.column_count) return {rule::row_width, row.name};
    const node* item = each.nodes;
    for (const column_info& field : row.all()) {
        sql_type type{};
        bool nullable = false;
        if (each.items > 0) {
            type = item->type;
            nullable = is_nullable(item, in);
            item = skip(item);
        } else {
            const field_source found = find_field(field.field, in);
            if (found.found != 1) return {rule::row_field_exists, row.name, field.field};
            const column_info& column = found.from->table().columns[found.column];
            type = column.type;
            nullable = column.nullable || found.from->nullable;
        }
        if (!same_stored_type(field.type, type)) return {rule::row_field_type, row.name, field.field};
        if (nullable && !field.nullable) return {rule::row_field_nullable, row.name, field.field};
    }
    return {};
}

constexpr violation check_clauses_once(const statement_view& statement) {
    for (std::size_t i = 0; i < statement.count; ++i) {
        const clause_kind kind = statement.clauses[i].kind;
        if (kind == clause_kind::where || kind == clause_kind::where_if || kind == clause_kind::where_predicate ||
            kind == clause_kind::join)
            continue;
        for (std::size_t j = 0; j < i; ++j) {
            const clause_kind other = statement.clauses[j].kind;
            const bool both_order = (kind == clause_kind::order_by && other == clause_kind::ordering) ||
                                    (kind == clause_kind::ordering && other == clause_kind::order_by);
            if (kind == other || both_order) return {rule::clause_once};
        }
    }
    return {};
}

constexpr violation check_tables_once(const scope& in) {
    for (std::size_t i = 0; i < in.count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (in.sources[i].is_mistaken_for(in.sources[j])) return {rule::table_once, in.sources[i].name()};
    return {};
}

constexpr violation check_select(const statement_view& statement, const scope& in) {
    const clause* columns = statement.find(clause_kind::select);
    const clause* having = statement.find(clause_kind::having);
    const clause* order = statement.find(clause_kind::order_by);
    const bool groups = statement.has(clause_kind::group_by);
    if (having && !groups) return {rule::having_needs_group_by};
    const place place_of_group{.aggregates = true,
                               .grouped = groups || holds_aggregate(columns) || holds_aggregate(order)};
    if (place_of_group.grouped && (!columns || columns->items == 0)) {
        // Whole rows, or fields by name, of a grouped query: every column must follow from a key.
        for (std::size_t i = 0; i < in.count; ++i) {
            node column{.kind = node_kind::column, .table = in.sources[i].table, .alias = in.sources[i].alias};
            const table_info& table = in.sources[i].table();
            for (std::size_t c = 0; c < table.column_count; ++c) {
                column.column = static_cast<std::uint16_t>(c);
                if (columns && columns->table().find_field(table.columns[c].field) == table_info::none) continue;
                if (!is_group_key(&column, in)) return of_column(rule::columns_are_grouped, column);
            }
        }
    }
    for (const clause* each : {columns, having, order})
        if (each)
            if (auto found = check_items(*each, in, place_of_group)) return found;
    return {};
}

constexpr violation check_assignments(const statement_view& statement, const scope& in) {
    const clause* set = statement.find(clause_kind::set);
    const table_info& table = in.sources[0].table();
    std::size_t count = set ? set->items : 0;
    const node* item = set ? set->nodes : nullptr;
    for (std::size_t i = 0; i < count; ++i, item = skip(item)) {
        if (item->table != in.sources[0].table) return of_column(rule::assignment_of_table, *item);
        const column_info& column = table.columns[item->column];
        if (column.generated || (!column.nullable && is_nullable(item + 1, in)))
            return of_column(rule::assignment_fits, *item);
        const node* earlier = set->nodes;
        for (std::size_t j = 0; j < i; ++j, earlier = skip(earlier))
            if (earlier->column == item->column) return of_column(rule::assignment_once, *item);
    }
    if (statement.kind != verb::insert) return {};
    for (std::size_t c = 0; c < table.column_count; ++c) {
        const column_info& column = table.columns[c];
        if (column.nullable || column.generated || column.default_from != default_kind::none ||
            (column.key && table.key_is_generated))
            continue;
        bool assigned = false;
        item = set ? set->nodes : nullptr;
        for (std::size_t i = 0; i < count; ++i, item = skip(item)) assigned |= item->column == c;
        if (!assigned) return {rule::insert_is_complete, table.name, column.field};
    }
    return {};
}

/// Everything that is evaluated row by row. A join sees the tables up to its own.
constexpr violation check_rows(const statement_view& statement, const scope& in) {
    scope visible = in;
    visible.count = 0;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::from || each.kind == clause_kind::join) ++visible.count;
        if (each.kind == clause_kind::select || each.kind == clause_kind::having ||
            each.kind == clause_kind::order_by || each.items == 0)
            continue; // these are grouped
        if (auto found = check_items(each, each.kind == clause_kind::join ? visible : in, {})) return found;
    }
    return {};
}

/// The first rule that the statement breaks.
constexpr violation find_violation(const statement_view& statement) {
    const scope in = make_scope(statement);
    if (auto found = check_clauses_once(statement)) return found;
    if (auto found = check_tables_once(in)) return found;
    if (auto found = check_rows(statement, in)) return found;
    if (statement.kind == verb::update && !statement.has(clause_kind::set))
        return {rule::update_sets_columns, in.sources[0].name()};
    if (statement.kind == verb::select) {
        if (auto found = check_select(statement, in)) return found;
    } else {
        if (auto found = check_assignments(statement, in)) return found;
    }
    if (statement.kind == verb::update || statement.kind == verb::remove)
        if (!statement.has(clause_kind::where) && !statement.has(clause_kind::where_if) &&
            !statement.has(clause_kind::where_predicate) && !statement.has(clause_kind::all_rows))
            return {rule::write_has_condition, in.sources[0].name()};
    for (const clause& each : statement)
        if (each.table && (each.kind == clause_kind::select || each.kind == clause_kind::returning))
            if (auto found = check_row_struct(each, in)) return found;
    return {};
}

template <class Query> inline constexpr violation violation_of = find_violation(Query::view);

template <class Query, bool Holds> struct query_outcome {
    using type = passed;
};
template <class Query> struct query_outcome<Query, false> {
    static constexpr violation found = violation_of<Query>;
    using type = failed<found.broken, name<fixed_string<found.table.size() + 1>(found.table)>,
                        name<fixed_string<found.column.size() + 1>(found.column)>>;
};
/// `passed`, or the rule that a query breaks with the names of what breaks it.
template <class Query> using check_query =
    typename query_outcome<Query, violation_of<Query>.broken == rule::none>::type;

} // namespace detail
} // namespace v0
} // namespace refract
