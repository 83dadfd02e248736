// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/table_info.hpp>
#include <refract/tree/operation.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class node_kind : std::uint8_t {
    column,
    excluded,  ///< a column of the row that was to be inserted, in an upsert
    value,     ///< bound from the query's own values
    parameter, ///< bound from an argument given later
    unary,
    binary,
    row_comparison, ///< of rows: first all of the left one, then all of the right one
    page,           ///< rows behind a row or, negated, before it: the terms of the order, then that row's values
    between,
    in_values, ///< an operand and what it may be; of rows, as many operands as `column` says, and those of each row
    in_list,   ///< one parameter that holds the whole list; of rows, as many operands as `column` says, and their lists
    function,
    aggregate,
    cast,
    named,        ///< an expression under a name of the program's; without an operand: the name itself
    case_when,    ///< conditions and values in turn; one more operand is the ELSE
    window,       ///< a function, the group it is partitioned by, the group it is ordered by, and its frame if any
    group,        ///< expressions side by side: a part of a window
    frame,        ///< the rows that the function of a window sees; its operands are the numbers in it
    scalar_query, ///< the only value of a query's only row
    exists_query,
    in_query,         ///< an operand, or those of a row, compared with each row of the query
    quantified_query, ///< ANY or, negated, ALL rows of a query, behind a comparison
    raw,              ///< SQL of the program's own, with {} for its operands
    star,             ///< the * of count(*)
    null,             ///< the literal NULL
    ordering,         ///< an expression with its direction
    assignment,       ///< a column, set to its operand
    handed_keys,      ///< the list of keys that a statement before has left under a name
    key_of_each,      ///< one of them, where the query is run for each
    made_key,         ///< in lists: those that are given, and what the database makes for the others
    taken_key, ///< in lists: positions among kept keys and those behind them, and under which names they are kept
    ordinal,   ///< the number of a column of the rows, in the order of a set operation
    refused,   ///< what was no expression; the compiler has said so
};

struct statement_view;

enum class nulls_order : std::uint8_t { unspecified, first, last };

/// Which row of a write a column is of, in what comes back.
enum class row_side : std::uint8_t { current, before, after };

/// One node of an expression as plain data. Expressions are stored in prefix order: a node, then
/// its `arity` operands. Rules, printing and the tools read this; none of them is a template.
struct node {
    node_kind kind{};
    operation op = operation::none;
    std::uint16_t arity = 0;
    bool negated = false; ///< NOT IN, NOT BETWEEN, ALL instead of ANY
    bool distinct =
        false; ///< count(DISTINCT x); of AND and OR: the right side has parentheses, or the chain is too deep
    bool filtered = false;   ///< an aggregate whose last operand is its FILTER condition
    bool descending = false; ///< of an ordering
    bool nullable = false;   ///< of a value, a parameter or what is the program's own: a std::optional
    nulls_order nulls = nulls_order::unspecified;
    row_side side = row_side::current; ///< of a column
    bool outside = false;              ///< a column of a table outside, also where the query itself has that table
    std::uint16_t column = 0;          ///< of its table; of a frame, what it is; a unit of time; a function's own NULLs
    table_ref table = nullptr;
    std::string_view alias{};              ///< of the column's table; a name; the text or name of the program's own SQL
    sql_type type{};                       ///< of the value that the node yields
    const statement_view* query = nullptr; ///< of the kinds that hold a query
};

/// Whether rows are compared: in some databases only values are.
constexpr bool compares_rows(const node& at) {
    return at.kind == node_kind::row_comparison ||
           ((at.kind == node_kind::in_values || at.kind == node_kind::in_list) && at.column > 1) ||
           (at.kind == node_kind::in_query && at.arity > 1);
}

} // namespace detail
} // namespace v0
} // namespace refract
