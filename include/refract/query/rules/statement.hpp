// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/assignments.hpp>
#include <refract/query/rules/clauses.hpp>
#include <refract/query/rules/distinct.hpp>
#include <refract/query/rules/expressions.hpp>
#include <refract/query/rules/grouping.hpp>
#include <refract/query/rules/names.hpp>
#include <refract/query/rules/page.hpp>
#include <refract/query/rules/policy.hpp>
#include <refract/query/rules/row_struct.hpp>
#include <refract/query/rules/with.hpp>

#include <cstddef>

/// \file
/// The rules that make a wrong query not compile, as plain functions over a statement's data.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr violation find_violation(const statement_view& statement, const scope* outer = nullptr);

/// Whether NULL among the rows of a query makes NOT IN unknown, so that it holds for no row.
constexpr bool is_null_trap(const node& at, const scope& in) {
    return at.kind == node_kind::in_query && at.negated && yields_null(*at.query, in);
}

/// The queries inside an expression: they see the tables around them.
constexpr violation check_inner_queries(const node& at, const scope& in, bool grouped = false) {
    if (at.kind == node_kind::aggregate || (grouped && is_group_key(at, in))) grouped = false;
    if (at.query) {
        scope around = in;
        around.grouped = grouped;
        if (auto found = check_stands_inside(*at.query)) return found;
        if (auto found = find_violation(*at.query, &around)) return found;
        if (is_null_trap(at, in)) return {rule::not_in_without_null};
    }
    for (const node& operand : operands_of(at))
        if (auto found = check_inner_queries(operand, in, grouped)) return found;
    return {};
}

/// Whether whole objects that a query selects may be missing, as NULL in columns that have none.
constexpr bool may_miss_objects(const statement_view& query) {
    for (const clause& each : query)
        if (each.query && (each.kind == clause_kind::operand || is_set_operation(each.kind)) &&
            may_miss_objects(*each.query))
            return true;
    const clause* const columns = query.find(clause_kind::select);
    if (!columns || columns->items > 0) return false;
    const scope in = make_scope(query);
    const source* const whole = find_whole(*columns, in);
    if (!whole || !whole->nullable) return false;
    for (const column_info& column : whole->table().all())
        if (!column.nullable) return true;
    return false;
}
/// A query that stands as a table. It sees the tables to its left where it names one of them, and otherwise what the
/// statement around it sees; in WITH nothing of that statement.
constexpr violation check_table_query(const clause& each, const scope& visible) {
    if (is_with(each.kind)) {
        const scope beside = scope_in_with(*visible.statement, each, visible.outer);
        return find_violation(*each.query, &beside);
    }
    if (!brings_table(each.kind)) return find_violation(*each.query, visible.outer);
    scope left = visible;
    --left.count; // its own
    return find_violation(*each.query, is_lateral(*each.query, left) ? &left : visible.outer);
}
/// A set operation: its queries, and an order that is of what they select.
constexpr violation check_compound(const statement_view& statement, const scope* outer) {
    if (find_page(statement)) return {rule::page_is_of_rows};
    for (const clause& each : statement) {
        if (!each.query) continue;
        if (auto found = check_stands_inside(*each.query, is_with(each.kind))) return found;
        const scope beside = scope_in_with(statement, each, outer);
        if (auto found = find_violation(*each.query, &beside)) return found;
    }
    if (auto found = check_merged_queries(statement, outer)) return found;
    for (const node& term : items_of(statement.find(clause_kind::order_by))) {
        const node& ordered = operand_of(term, 0);
        if (auto found = check_equality(term)) return found;
        if (find_output(statement, ordered) != table_info::none) continue;
        if (ordered.kind == node_kind::column) return of_column(rule::set_operation_orders_by_selected, ordered);
        return {rule::set_operation_orders_by_selected};
    }
    return {};
}

/// What a clause that is evaluated row by row may hold.
constexpr context context_of_rows(const clause& each, const statement_view& statement) {
    return {.keys = each.kind == clause_kind::group_by,
            .upserts = may_name_excluded(each, statement),
            .sides = each.kind == clause_kind::returning,
            .gone = statement.kind == verb::remove};
}

/// A clause whose expressions see these tables.
constexpr violation check_clause(const clause& each, const statement_view& statement, const scope& around) {
    const bool of_groups = statement.kind == verb::select && is_of_result(each.kind); // checked as such
    if (!of_groups)
        if (auto found = check_items(each, around, context_of_rows(each, statement))) return found;
    if (each.holds.queries == 0) return {};
    scope seen = around;
    seen.within = &each;
    if (statement.kind == verb::insert && sets_columns(each.kind)) seen.count = 0; // its row is not there yet
    for (const node& item : items_of(each))
        if (auto found = check_inner_queries(item, seen, of_groups && is_grouped(statement))) return found;
    return {};
}
/// Everything that is evaluated row by row. A join sees the tables up to its own; tables that may be away are seen by
/// what may be away.
constexpr violation check_rows(const statement_view& statement, const scope& in) {
    const bool has_optional = statement.has(clause_kind::join_if);
    scope visible = in;
    visible.count = 0;
    for (const clause& each : statement) {
        if (brings_table(each.kind)) ++visible.count;
        if (each.query) {
            if (auto found = check_stands_inside(*each.query, is_with(each.kind))) return found;
            if (auto found = check_table_query(each, visible)) return found;
            if (may_miss_objects(*each.query)) return {rule::table_query_has_objects};
        }
        const scope& around = is_join(each.kind) ? visible : in;
        const bool narrows = has_optional && !is_dynamic(each.kind);
        if (auto found =
                narrows ? check_clause(each, statement, certain_tables(around)) : check_clause(each, statement, around))
            return found;
    }
    return {};
}
/// What comes out: of a select, and in structs.
constexpr violation check_result(const statement_view& statement, const scope& in) {
    if (auto found = statement.kind == verb::select ? check_select(statement, in) : check_write(statement, in))
        return found;
    for (const clause& each : statement)
        if (each.row)
            if (auto found = check_row_struct(each, in)) return found;
    return {};
}

/// The first rule that the statement breaks.
constexpr violation find_violation(const statement_view& statement, const scope* outer) {
    if (auto found = check_clauses_once(statement)) return found;
    if (auto found = check_ties(statement)) return found;
    if (auto found = check_with(statement)) return found;
    if (auto found = check_policies(statement)) return found;
    if (statement.is_compound()) return check_compound(statement, outer);
    const scope in = make_scope(statement, outer);
    if (auto found = check_table_count(statement)) return found;
    if (auto found = check_locks(statement)) return found;
    if (auto found = check_tables_once(in)) return found;
    if (auto found = check_names(statement, in)) return found;
    if (auto found = check_rows(statement, in)) return found;
    const bool has_optional = statement.has(clause_kind::join_if);
    if (auto found = has_optional ? check_result(statement, certain_tables(in)) : check_result(statement, in))
        return found;
    if (auto found = check_whole_rows(statement, in)) return found;
    if (auto found = check_distinct_order(statement, in)) return found;
    if (auto found = check_locked_rows(statement, in)) return found;
    if (auto found = check_page(statement, in)) return found;
    return check_write_has_condition(statement, in);
}

/// The same of a whole statement: around it is no WITH.
constexpr violation find_violation_of_whole(const statement_view& statement) {
    if (has_hint(statement)) return {rule::hint_stands_in_with};
    if (guides_recursion(statement)) return {rule::recursion_is_guided};
    return find_violation(statement);
}

template <class Query> inline constexpr violation violation_of = find_violation_of_whole(Query::view);

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
