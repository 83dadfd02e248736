// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/violation.hpp>
#include <refract/tree/scope.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a merge does stands behind each of its branches.
constexpr bool is_merged(const statement_view& statement, clause_kind kind) {
    return statement.kind == verb::merge && kind >= clause_kind::do_nothing && kind <= clause_kind::do_insert;
}
/// Whether two clauses say the same thing in two ways.
constexpr bool are_alike(clause_kind one, clause_kind other) {
    const auto are = [&](clause_kind first, clause_kind second) {
        return (one == first && other == second) || (one == second && other == first);
    };
    return (is_order(one) && is_order(other)) || (is_page(one) && is_page(other)) ||
           are(clause_kind::materialized, clause_kind::not_materialized) ||
           are(clause_kind::search_depth, clause_kind::search_breadth);
}
/// Conditions and assignments under a flag add up, and joins and queries follow each other; of everything else a
/// statement has one.
constexpr violation check_clauses_once(const statement_view& statement) {
    for (std::size_t i = 0; i < statement.count; ++i) {
        const clause_kind kind = statement.clauses[i].kind;
        if (kind == clause_kind::refused) return {rule::told};
        if (is_condition(kind) || is_join(kind) || kind == clause_kind::set_if || kind == clause_kind::having_if ||
            kind == clause_kind::having_predicate || is_with(kind) || is_set_operation(kind) ||
            kind == clause_kind::lock_of || is_branch(kind) || is_merged(statement, kind))
            continue;
        for (std::size_t j = 0; j < i; ++j) {
            const clause_kind other = statement.clauses[j].kind;
            if (kind == other || are_alike(kind, other)) return {rule::clause_once};
        }
    }
    return {};
}

/// How locks are taken stands behind a lock, and either without waiting or without what is locked.
constexpr violation check_locks(const statement_view& statement) {
    const bool skips = statement.has(clause_kind::skip_locked), fails = statement.has(clause_kind::no_wait);
    if (!skips && !fails && !statement.has(clause_kind::lock_of)) return {};
    const bool locks = statement.has(clause_kind::for_update) || statement.has(clause_kind::for_share);
    return locks && !(skips && fails) ? violation{} : violation{rule::lock_options_follow_lock};
}

/// A limit with ties needs an order, by which rows are equal, and knows its rows before locks.
constexpr violation check_ties(const statement_view& statement) {
    if (!statement.has(clause_kind::with_ties)) return {};
    const bool has_last = statement.has(clause_kind::order_by) && statement.has(clause_kind::limit);
    return has_last && !statement.has(clause_kind::skip_locked) ? violation{} : violation{rule::ties_need_order};
}

constexpr violation check_table_count(const statement_view& statement) {
    std::size_t count = 0;
    for (const clause& each : statement) count += brings_table(each.kind);
    return count > max_sources ? violation{rule::table_count_is_bounded} : violation{};
}

/// Rows of a function that stand alone: in a join they have the name that is given there, and their own is in no place,
/// unless the function is given a column of theirs.
constexpr bool is_function_alone(const scope& in) {
    if (!in.statement || in.statement->count != 1 || in.count != 1 || !in.sources[0].function) return false;
    const node* const function = in.sources[0].function;
    for (const node *at = function, *end = end_of(function, 1); at != end; ++at)
        if (at->kind == node_kind::column && in.find_own(*at)) return false;
    return true;
}

/// A table of a query outside counts as well: inside, its name would mean the inner one.
constexpr violation check_tables_once(const scope& in) {
    if (is_function_alone(in)) return {};
    for (std::size_t i = 0; i < in.count; ++i) {
        const source& each = in.sources[i];
        for (std::size_t j = 0; j < i; ++j)
            if (each.is_mistaken_for(in.sources[j])) return {rule::table_once, each.name()};
        for (const scope* outer = in.outer; outer; outer = outer->outer)
            for (std::size_t j = 0; j < outer->count; ++j)
                if (each.is_mistaken_for(outer->sources[j])) return {rule::table_once, each.name()};
    }
    return {};
}

/// A write without a condition touches every row; that has to be said.
constexpr violation check_write_has_condition(const statement_view& statement, const scope& in) {
    if (statement.kind != verb::update && statement.kind != verb::remove) return {};
    for (const clause& each : statement)
        if (is_condition(each.kind) || each.kind == clause_kind::all_rows) return {};
    return {rule::write_has_condition, in.sources[0].name()};
}

} // namespace detail
} // namespace v0
} // namespace refract
