// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/query/rules/violation.hpp>
#include <refract/tree/nullable.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a part of a document, which its struct says is never null, is set to what may be NULL.
constexpr bool sets_null_in_json(const node& value, const scope& in) {
    for (const node *at = &value, *end = end_of(at, 1); at != end; ++at)
        if (at->op == operation::json_to_set && !at->nullable && is_nullable(operand_of(*at, 0), in)) return true;
    return false;
}

/// Each assigned column is of the table, takes the value, and is assigned once; one that the database always counts is
/// given by inserts alone.
constexpr violation check_assignments(const clause& set, const scope& in, bool of_row_there = false) {
    for (const node& item : items_of(set)) {
        if (item.table != in.sources[0].table) return of_column(rule::assignment_of_table, item);
        const column_info& column = item.table().columns[item.column];
        if (column.generated) return of_column(rule::assignment_is_not_generated, item);
        if (of_row_there && column.always_made) return of_column(rule::assignment_is_not_always_made, item);
        const node& value = operand_of(item, 0);
        if ((!column.nullable && is_nullable(value, in)) || sets_null_in_json(value, in))
            return of_column(rule::assignment_is_never_null, item);
        for (const node& earlier : items_of(set)) {
            if (&earlier == &item) break;
            if (earlier.column == item.column) return of_column(rule::assignment_once, item);
        }
    }
    return {};
}

/// What is set under a flag is set in no other place: the flags are not known yet.
constexpr violation check_set_once(const statement_view& statement) {
    for (const clause& set : statement) {
        if (!sets_columns(set.kind)) continue;
        for (const node& item : items_of(set))
            for (const clause* earlier = statement.begin(); earlier != &set; ++earlier)
                if (sets_columns(earlier->kind) && assigns(earlier, item.column))
                    return of_column(rule::assignment_once, item);
    }
    return {};
}

/// What an insert leaves out must be optional, have a default, or be made by the database.
constexpr violation check_insert_is_complete(const clause* set, const table_info& table, bool of_tenant = false) {
    // `set`: its assignments, or the columns that a query fills
    for (std::size_t c = 0; c < table.column_count; ++c) {
        const column_info& column = table.columns[c];
        const bool fills_itself = column.nullable || column.generated || column.default_from != default_kind::none ||
                                  (column.key && table.key_is_generated) || (of_tenant && c == table.tenant);
        if (!fills_itself && !assigns(set, c)) return {rule::insert_is_complete, table.name, column.field};
    }
    return {};
}

/// What a query yields for a column may be NULL only if the column may, and no column is computed or filled twice.
constexpr violation check_insert_query(const statement_view& statement, const clause& into, const scope& in) {
    const statement_view& query = *statement.find(clause_kind::insert_query)->query;
    for (std::size_t i = 0; i < into.items; ++i) {
        const node& target = into.nodes[i];
        if (target.table != in.sources[0].table) return of_column(rule::assignment_of_table, target);
        const column_info& column = target.table().columns[target.column];
        if (column.generated) return of_column(rule::assignment_is_not_generated, target);
        if (!column.nullable && yields_null_at(query, i, in.outer))
            return of_column(rule::assignment_is_never_null, target);
        for (std::size_t j = 0; j < i; ++j)
            if (into.nodes[j].column == target.column) return of_column(rule::assignment_once, target);
    }
    return {};
}
/// A condition of an insert is one of its upsert.
constexpr violation check_upsert(const statement_view& statement, const scope& in) {
    const clause* const update = statement.find(clause_kind::do_update);
    if (update) return check_assignments(*update, in, true);
    for (const clause& each : statement)
        if (is_condition(each.kind)) return {rule::insert_condition_is_of_upsert, in.sources[0].name()};
    return {};
}

/// Other tables of a write do not see the one that is written.
constexpr violation check_written_from(const statement_view& statement, const scope& in) {
    scope written = in;
    written.count = 1;
    for (const clause& each : statement)
        if (each.kind == clause_kind::join && each.query && is_lateral(*each.query, written))
            return {rule::write_is_joined_outside, in.sources[0].name()};
    return {};
}
/// Rows that are chosen by an order and a limit are chosen by their keys, in a query of the table itself.
constexpr violation check_bounded_write(const statement_view& statement, const scope& in) {
    if (!is_bounded(statement)) return {};
    const table_info& table = in.sources[0].table();
    if (!statement.has(clause_kind::limit)) return {rule::write_order_has_limit, in.sources[0].name()};
    if (in.count > 1 || table.key.count == 0) return {rule::limited_write_has_key, in.sources[0].name()};
    return {};
}

/// Whether a clause, or a query inside it, names the table at a place among those of the statement.
constexpr bool names_source(const clause& each, const scope& in, std::size_t index) {
    scope one = in;
    one.sources[0] = in.sources[index];
    one.count = 1;
    for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
        if (at->kind == node_kind::column && one.find_own(*at)) return true;
    return any_query_in(
        each, [&](const statement_view& inner) { return is_correlated(inner, make_scope(inner, &one), &one); });
}
/// What a branch sets under a flag it sets nowhere else.
constexpr violation check_set_if_of_branch(const clause& branch, const clause& set, const scope& in) {
    const clause* const action = &branch + 1; // they are made together
    if (action->kind != clause_kind::do_update && action->kind != clause_kind::do_insert)
        return {rule::set_if_of_branch, in.sources[0].name()};
    for (const node& item : items_of(set))
        for (const clause* earlier = action; earlier != &set; ++earlier)
            if ((earlier == action || earlier->kind == clause_kind::set_if) && assigns(earlier, item.column))
                return of_column(rule::assignment_once, item);
    return check_assignments(set, in, action->kind == clause_kind::do_update);
}
/// Each branch of a merge names the rows that it has, and assigns what an update or an insert may.
constexpr violation check_merge(const statement_view& statement, const scope& in) {
    const clause* branch = nullptr;
    scope rows = in;
    for (source& each : rows.sources) each.nullable = false; // in the branches they are there
    for (const clause& each : statement) {
        if (each.kind == clause_kind::set_if && !branch) return {rule::set_if_of_branch, in.sources[0].name()};
        if (is_branch(each.kind)) {
            for (const clause* other = statement.begin(); other != &each; ++other)
                if (other->kind == each.kind && other->items == 0) return {rule::branch_has_rows, in.sources[0].name()};
            branch = &each;
        }
        if (!branch || each.kind == clause_kind::returning) continue;
        const bool inserts = branch->kind == clause_kind::when_not_matched;
        const bool is_alone = inserts || branch->kind == clause_kind::when_not_matched_by_source;
        if (is_alone && names_source(each, rows, inserts ? 0 : 1)) return {rule::branch_has_rows, in.sources[0].name()};
        if (each.kind == clause_kind::set_if)
            if (auto found = check_set_if_of_branch(*branch, each, rows)) return found;
        if (each.kind != clause_kind::do_update && each.kind != clause_kind::do_insert) continue;
        if (auto found = check_assignments(each, rows, each.kind == clause_kind::do_update)) return found;
        if (each.kind == clause_kind::do_insert)
            if (auto found = check_insert_is_complete(&each, in.sources[0].table())) return found;
    }
    return branch ? violation{} : violation{rule::branch_has_rows, in.sources[0].name()};
}

/// A full-text table brings no rows back and knows no conflicts.
constexpr violation check_full_text_write(const statement_view& statement, const scope& in) {
    const bool is_simple = in.sources[0].table().kind == relation_kind::full_text &&
                           !statement.has(clause_kind::returning) && !statement.has(clause_kind::on_conflict);
    return is_simple ? violation{} : violation{rule::full_text_is_written_simply, in.sources[0].name()};
}

constexpr violation check_write(const statement_view& statement, const scope& in) {
    if (statement.kind == verb::call) return {};
    const relation_kind kind = in.sources[0].table().kind;
    if (is_view(kind)) return {rule::view_is_read_only, in.sources[0].name()};
    if (is_full_text(kind))
        if (auto found = check_full_text_write(statement, in)) return found;
    if (auto found = check_written_from(statement, in)) return found;
    if (auto found = check_bounded_write(statement, in)) return found;
    if (statement.kind == verb::merge) return check_merge(statement, in);
    const clause* set = statement.find(clause_kind::set);
    if (statement.kind == verb::update && !set && !statement.has(clause_kind::set_if))
        return {rule::update_sets_columns, in.sources[0].name()};
    for (const clause& each : statement)
        if (sets_columns(each.kind))
            if (auto found = check_assignments(each, in, statement.kind == verb::update)) return found;
    if (auto found = check_set_once(statement)) return found;
    if (statement.kind != verb::insert) return {};
    if (auto found = check_upsert(statement, in)) return found;
    const clause* const into = statement.find(clause_kind::into);
    if (into && (set || statement.has(clause_kind::set_if))) return {rule::clause_once};
    if (into)
        if (auto found = check_insert_query(statement, *into, in)) return found;
    return check_insert_is_complete(into ? into : set, in.sources[0].table(), !statement.has(clause_kind::all_tenants));
}

} // namespace detail
} // namespace v0
} // namespace refract
