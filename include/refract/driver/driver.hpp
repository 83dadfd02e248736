// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/table_info.hpp>
#include <refract/sql/ready_statement.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// What a driver is: bytes, never queries. A database is one dialect and one driver; the client is
/// written against this page and knows no database.

namespace refract {
inline namespace v0 {

/// How far a transaction is kept from others (SQL standard). SQLite is always serializable.
enum class isolation : std::uint8_t {
    standard, ///< the database's default
    read_uncommitted,
    read_committed,
    repeatable_read,
    serializable,
};

/// How a transaction begins.
struct transaction_options {
    refract::isolation isolation = refract::isolation::standard;
    bool read_only = false;
    /// SQLite: take the write lock at once (BEGIN IMMEDIATE), so that a writer does not meet
    /// `busy` half-way. PostgreSQL has no such lock.
    bool immediate = true;
};

namespace detail {

/// A cell of the current row.
///
/// `read<Wire>()` gives the cell as one of the plain values of `wire` (or bool, a signed integer,
/// float, double, std::string_view). Views live until the next `step`. Errors: `schema_mismatch`
/// for a NULL or a value of another type.
template <class Cell>
concept driver_cell = requires(const Cell& cell) {
    { cell.is_null() } -> std::same_as<bool>;
    { cell.template read<std::int64_t>() } -> std::same_as<std::int64_t>;
    { cell.template read<std::string_view>() } -> std::same_as<std::string_view>;
    { cell.template read<wire::timestamp>() } -> std::same_as<wire::timestamp>;
};

/// The current row of a statement, until the next step; a small object that is copied.
template <class Row>
concept driver_row = requires(const Row& row) {
    { row.cell(0) } -> driver_cell;
};

/// A prepared statement: begin, bind, send, step until it says false, reset; then again.
///
/// An rvalue (std::string, std::vector<std::byte>) is copied: it was made for the call.
/// Placeholders count from 1, columns from 0. `begin(streamed)` comes before the first bind of an
/// execution; `streamed` says that the values may not live until the last step, and that rows should
/// come one by one.
/// `send` starts the execution with the values that are bound, and may return before the database has
/// answered; `step` waits for the next row, and sends first if nobody has. A second `send` does nothing.
/// After a `step` that said false or threw, only `reset` may follow. It never throws and may be called
/// at any time.
template <class Statement>
concept driver_statement =
    requires(Statement& statement, int position, std::string_view text, const wire::list_items<std::int64_t>& list) {
        statement.begin(true);
        statement.bind(position, std::int64_t{});
        statement.bind(position, text);
        statement.bind_null(position);
        statement.bind_list(position, list);
        statement.send();
        { statement.step() } -> std::same_as<bool>;
        { statement.changes() } -> std::same_as<std::int64_t>;
        { statement.row() } -> driver_row;
        { statement.column_count() } -> std::convertible_to<int>;
        { statement.column_name(0) } -> std::convertible_to<std::string_view>;
        { statement.reset() } noexcept;
    };

/// Optional: a statement that may have to refuse to leave a key to the database, and whose `changes` may not count
/// what a view's triggers wrote.
template <class Statement>
concept knows_made_keys = requires(Statement& statement, const table_info& table, std::string_view column) {
    statement.check_made_key(table, column);
    { statement.knows_key() } -> std::same_as<bool>;
    { statement.writes_view(table) } -> std::same_as<bool>;
};

/// Optional: a statement may write, and commits only in its last step, so that what fails there is lost without it.
template <class Statement>
concept commits_in_steps = requires(const Statement& statement) {
    { statement.commits_in_last_step() } -> std::same_as<bool>;
};

/// Rows on their way into a table in bulk, for drivers that have something faster than INSERT.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order (positions from 1, as in
/// statements), `end_row`. Nothing is written before `finish`, which gives the count of rows; an object
/// that dies without it takes everything back.
template <class Copy>
concept driver_copy = requires(Copy& copy, int position, std::string_view text) {
    copy.begin_row();
    copy.bind(position, std::int64_t{});
    copy.bind(position, text);
    copy.bind_null(position);
    copy.end_row();
    { copy.finish() } -> std::same_as<std::int64_t>;
};

/// A connection. Its destructor closes it and never throws. After `close` statements may still be
/// stepped, reset and destroyed: they answer with errors, or with the rows that they have.
template <class Connection>
concept driver_connection = requires(Connection& connection, const ready_statement& text, std::string_view script,
                                     const transaction_options& options) {
    { connection.is_open() } -> std::same_as<bool>;
    { connection.close() } noexcept;
    /// `cached`: the statement will be kept and run again.
    { connection.prepare(text, true) } -> driver_statement;
    /// Any number of statements without parameters.
    connection.execute(script);
    /// One statement without parameters and rows; takes no memory of its own beside what the client
    /// library takes, so that a transaction can be undone when memory is short.
    connection.command("ROLLBACK");
    /// Rows that the last statement of the last script touched.
    { connection.changes() } -> std::same_as<std::int64_t>;
    connection.begin(options);
    connection.commit();
    /// Ends the transaction and what `begin` has set for it. Where none is open any more it only does
    /// the latter; after a failure it may be called again.
    connection.rollback();
    /// Whether a transaction is open, as the database sees it.
    { connection.in_transaction() } -> std::same_as<bool>;
    { connection.last_key() } -> std::same_as<std::int64_t>;
};

/// Whether a connection copies in bulk: `copy(sql, types of the columns, how many)`.
template <class Connection>
concept copies_in_bulk = requires(Connection& connection, std::string_view sql, const sql_type* columns) {
    { connection.copy(sql, columns, std::size_t{}) } -> driver_copy;
};

/// Optional: a statement that fails makes the transaction around it useless; `break_transaction` does the same to it.
template <class Connection>
concept breaks_transactions = requires(Connection& connection) {
    { connection.break_transaction() } noexcept;
};

/// Optional: SQL calls functions of the program, which `define(function, implementation...)` makes known.
template <class Connection>
concept calls_the_program = requires { requires Connection::calls_the_program; };

/// What an execution that was sent waits for.
enum class execution_progress : std::uint8_t {
    waiting_read,  ///< until the socket can be read
    waiting_write, ///< until the socket can be written
    row,           ///< nothing: a row is there, and the next `step` does not block
    end,           ///< nothing: the end or a failure is there, which the next `step` tells
};

/// Whether somebody else can wait for the database (an event loop): `progress` never blocks, and says
/// what the socket has to be ready for before it is asked again.
template <class Driver>
concept waits_outside = requires(typename Driver::connection& connection, typename Driver::statement& statement) {
    { connection.socket() } -> std::same_as<int>;
    { statement.progress() } -> std::same_as<execution_progress>;
};

/// Whether several executions can be under way: between `enter_pipeline` and `sync` each `send` adds one,
/// and their results come in that order.
template <class Driver>
concept pipelines = requires(typename Driver::connection& connection) {
    connection.enter_pipeline();
    connection.sync();
};

/// A driver names its parts.
template <class Driver>
concept database_driver = requires {
    typename Driver::dialect;
    typename Driver::options;
    requires driver_connection<typename Driver::connection>;
    requires driver_statement<typename Driver::statement>;
    /// Whether the key of the last inserted row is known without RETURNING.
    { Driver::knows_last_key } -> std::convertible_to<bool>;
    /// How many rows of `insert_many` go into one INSERT; 0: the connection copies in bulk.
    { Driver::rows_per_insert } -> std::convertible_to<std::size_t>;
    requires Driver::rows_per_insert != 0 || copies_in_bulk<typename Driver::connection>;
};

} // namespace detail
} // namespace v0
} // namespace refract
