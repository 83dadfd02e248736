// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/row_info.hpp>
#include <refract/tree/node.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Statements as plain data: what rules and printing read of a query.

namespace refract {
inline namespace v0 {
namespace detail {

enum class verb : std::uint8_t { select, insert, update, remove, merge, call };

enum class clause_kind : std::uint8_t {
    with,           ///< a query that the statement reads as a table
    with_recursive, ///< one that reads itself
    from,           ///< also the table of insert, update and delete
    join,
    join_if, ///< one of which the run time says whether it stands
    operand, ///< the query that a set operation begins with
    union_all,
    union_distinct,
    intersect,
    except,
    intersect_all, ///< each row as often as in the query that has it less often
    except_all,
    where,
    where_if,        ///< a condition of which the run time says whether it stands
    where_predicate, ///< a condition that the run time puts together
    group_by,
    having,
    having_if,        ///< one of which the run time says whether it stands
    having_predicate, ///< one that the run time puts together
    select,
    order_by,
    ordering,          ///< an order that the run time puts together
    after,             ///< the rows behind one, in the query's order
    before,            ///< those in front of one
    after_in_ordering, ///< the same in an order of the run time
    before_in_ordering,
    limit,
    offset,
    with_ties, ///< of a limit: also the rows that are equal to the last one in the order
    distinct,
    distinct_on, ///< the first row of each of these
    set,
    set_if,       ///< assignments of which the run time says whether they are made
    into,         ///< the columns that an insert fills with the rows of a query
    insert_query, ///< that query
    on_conflict,  ///< the columns of a key that a row may have already
    do_nothing,
    do_update,    ///< assignments to the row that is there
    do_delete,    ///< of a merge
    do_insert,    ///< of a merge: what a new row is set to
    when_matched, ///< a branch of a merge, and its condition; what it does stands behind it
    when_not_matched,
    when_not_matched_by_source,
    returning,
    all_rows,
    materialized, ///< of a query in WITH: it is evaluated once, or never by itself
    not_materialized,
    search_depth, ///< of a recursive query: by which columns its rows are ordered, each behind what it came from
    search_breadth,
    detect_cycles, ///< the columns that are alike where a row comes again
    for_update,
    for_share,
    lock_of,        ///< a table whose rows are locked
    skip_locked,    ///< without the rows that others have locked
    no_wait,        ///< an error where others have locked them
    call,           ///< a procedure and its arguments
    name,           ///< what reports call the query; databases never see it
    with_deleted,   ///< rows that are marked as deleted are seen as well
    all_tenants,    ///< rows of all tenants are seen, and a new row's is the program's to say
    program_keys,   ///< of a query of trees: their keys come to the program, and go back with the next level
    full_tables,    ///< of a query of trees: each level is its whole table
    recursive_keys, ///< of a query of trees: all rows below of a struct of one kind are one level
    for_good,       ///< of a delete: rows go, where they would be marked
    hand_keys,      ///< of a query: leaves keys of its rows, under names, to the statements behind it
    for_each_key,   ///< of a query: it is run for each of the keys that a statement before has left
    insert_lists,   ///< of an insert: its values are lists, an item for each row; the columns are keys that are sent
    refused,        ///< what was no clause; the compiler has said so
};

enum class join_kind : std::uint8_t { inner, left, right, full, cross };

struct level_relation; // of the schema

/// How much of what arrives from outside a piece of a statement holds: a condition `id = 3 AND n = {}` holds a
/// value and an argument. Sums of it say where a piece's own begin.
struct content {
    std::uint16_t values = 0;     ///< kept in the query
    std::uint16_t parameters = 0; ///< arguments given when it runs
    std::uint16_t parts = 0;      ///< pieces that only the run time knows
    std::uint16_t queries = 0;    ///< queries inside, at any depth

    constexpr content& operator+=(const content& other) {
        values = static_cast<std::uint16_t>(values + other.values);
        parameters = static_cast<std::uint16_t>(parameters + other.parameters);
        parts = static_cast<std::uint16_t>(parts + other.parts);
        queries = static_cast<std::uint16_t>(queries + other.queries);
        return *this;
    }
    constexpr bool operator==(const content&) const = default;
};

/// What the run time knows of one clause that is not constant. Parts stand in the order of the query's values;
/// those inside a predicate follow it.
struct dynamic_part {
    bool stands = true;
    const node* nodes = nullptr;
    std::size_t items = 0;
    content holds{}; ///< values of its nodes, and the parts inside it
};

/// A clause as plain data.
struct clause {
    clause_kind kind{};
    join_kind join = join_kind::inner;
    std::uint16_t items = 0;  ///< expressions in `nodes`
    bool keeps_value = false; ///< a value that is for other statements stands in the query before those of the clause
    content holds{};          ///< as far as the compiler knows
    const node* nodes = nullptr;
    /// Of from and join; of a query as a table, the struct that names it and its columns; of select and returning, the
    /// table whose objects they give.
    table_ref table = nullptr;
    const row_info* row = nullptr; ///< of select and returning: the struct that they fill
    std::string_view alias{};
    const statement_view* query = nullptr; ///< that stands as a table, or in a set operation
    bool of_shape = false;                 ///< of select: a level of a tree; the others are queries of their own
    /// Of from: the table gets a name of its own where one outside has its name; of insert_lists: no row comes back.
    bool gives_way = false;
    array_view<table_indexes> indexes{}; ///< of a page: what may tell the rows of the query's tables apart
    const index_info* partial = nullptr; ///< of a conflict: the index that holds its columns of some rows only
    const level_relation* tie = nullptr; ///< of a level of a tree below others: by what it belongs to a row above
};

/// Whether a page goes by an order of the run time.
constexpr bool is_page_in_ordering(clause_kind kind) {
    return kind == clause_kind::after_in_ordering || kind == clause_kind::before_in_ordering;
}
/// Whether the run time decides what a clause holds, or whether it stands.
constexpr bool is_dynamic(clause_kind kind) {
    return kind == clause_kind::where_if || kind == clause_kind::where_predicate || kind == clause_kind::ordering ||
           kind == clause_kind::having_predicate || kind == clause_kind::set_if || kind == clause_kind::join_if ||
           kind == clause_kind::having_if || is_page_in_ordering(kind);
}
/// Whether a clause is constant apart from a flag that says whether it stands.
constexpr bool has_flag(clause_kind kind) {
    return kind == clause_kind::where_if || kind == clause_kind::set_if || kind == clause_kind::join_if ||
           kind == clause_kind::having_if;
}
constexpr bool is_join(clause_kind kind) { return kind == clause_kind::join || kind == clause_kind::join_if; }
constexpr bool brings_table(clause_kind kind) { return kind == clause_kind::from || is_join(kind); }
constexpr bool is_with(clause_kind kind) { return kind == clause_kind::with || kind == clause_kind::with_recursive; }
/// Whether a clause joins another query's rows to those of the queries before it.
constexpr bool is_set_operation(clause_kind kind) {
    return kind >= clause_kind::union_all && kind <= clause_kind::except_all;
}
constexpr bool is_page(clause_kind kind) {
    return kind >= clause_kind::after && kind <= clause_kind::before_in_ordering;
}
constexpr bool is_having(clause_kind kind) {
    return kind >= clause_kind::having && kind <= clause_kind::having_predicate;
}
/// Whether a clause of a select is about the rows that come out: where there are groups, about them.
constexpr bool is_of_result(clause_kind kind) {
    return kind == clause_kind::select || is_having(kind) || kind == clause_kind::order_by ||
           kind == clause_kind::distinct_on || is_page(kind);
}
constexpr bool sets_columns(clause_kind kind) { return kind == clause_kind::set || kind == clause_kind::set_if; }
constexpr bool is_condition(clause_kind kind) {
    return kind == clause_kind::where || kind == clause_kind::where_if || kind == clause_kind::where_predicate;
}

constexpr bool is_branch(clause_kind kind) {
    return kind >= clause_kind::when_matched && kind <= clause_kind::when_not_matched_by_source;
}
constexpr bool is_lock(clause_kind kind) { return kind == clause_kind::for_update || kind == clause_kind::for_share; }
constexpr bool is_order(clause_kind kind) { return kind == clause_kind::order_by || kind == clause_kind::ordering; }

/// A statement as plain data.
struct statement_view {
    verb kind{};
    const clause* clauses = nullptr;
    std::size_t count = 0;

    constexpr const clause* begin() const { return clauses; }
    constexpr const clause* end() const { return clauses + count; }
    constexpr const clause* find(clause_kind wanted) const {
        for (const clause& each : *this)
            if (each.kind == wanted) return &each;
        return nullptr;
    }
    constexpr bool has(clause_kind wanted) const { return find(wanted) != nullptr; }
    /// Whether it is a set operation of queries, and has no tables itself.
    constexpr bool is_compound() const { return has(clause_kind::operand); }
    /// The query whose columns name those of the rows: the first one of set operations, at any depth.
    constexpr const statement_view& first_query() const {
        const statement_view* at = this;
        while (const clause* first = at->find(clause_kind::operand)) at = first->query;
        return *at;
    }
};

/// Whether a query says how a recursion goes.
constexpr bool is_of_recursion(clause_kind kind) {
    return kind == clause_kind::search_depth || kind == clause_kind::search_breadth ||
           kind == clause_kind::detect_cycles;
}
constexpr bool guides_recursion(const statement_view& query) {
    for (const clause& each : query)
        if (is_of_recursion(each.kind)) return true;
    return false;
}

/// Whether writes stand in the WITH of a statement.
constexpr bool writes_in_with(const statement_view& statement) {
    for (const clause& each : statement)
        if (is_with(each.kind) && each.query->kind != verb::select) return true;
    return false;
}

/// Whether a statement has an order, a limit or an offset.
constexpr bool is_bounded(const statement_view& statement) {
    for (const clause& each : statement)
        if (is_order(each.kind) || each.kind == clause_kind::limit || each.kind == clause_kind::offset) return true;
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract
