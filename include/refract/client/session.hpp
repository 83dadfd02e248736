// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/client/object_session.hpp>
#include <refract/client/raw_sql.hpp>
#include <refract/client/rows.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs of a database and of a transaction.
///
/// Arguments of `param<...>` follow the query. Errors: those of docs/reference/base/error.md; each names
/// the SQL. One thread at a time uses a connection; a second one gets an error.
template <class Driver> class session : public object_session<Driver> {
protected:
    using base = object_session<Driver>;
    using typename session_base<Driver>::lease;
    using typename session_base<Driver>::prepared;

public:
    using dialect = typename Driver::dialect;
    using driver = Driver;

    // Queries. Arguments of `param<...>` follow the query, in the order in which they were written.

    /// All rows, in a vector.
    template <class Query> std::vector<owned_row<Query>>
    all(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::rows>(query, false);
        return read_all<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::vector<owned_row<Query>> all(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::rows>(query, false, first, rest...);
        return read_all<owned_row<Query>>(held.statement());
    }
    /// The first row, if there is one.
    template <class Query> std::optional<owned_row<Query>>
    first(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::first>(query, false);
        return read_first<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::optional<owned_row<Query>> first(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::first>(query, false, first, rest...);
        return read_first<owned_row<Query>>(held.statement());
    }
    /// The only row. Errors: `not_found`, `too_many_rows`.
    template <class Query>
    owned_row<Query> one(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::one>(query, false);
        return read_one<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    owned_row<Query> one(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::one>(query, false, first, rest...);
        return read_one<owned_row<Query>>(held.statement());
    }
    /// Rows one by one, for a range-based for; the whole result is never held.
    template <class Query> rows<streamed_row<Query>, Driver>
    each(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return {*state_, this->template start<result_form::rows>(query, true), where};
    }
    template <class Query, class First, class... Rest>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        return {*state_, this->template start<result_form::rows>(query, true, first, rest...), {}};
    }
    /// Runs a write; the number of rows that it touched.
    template <class Query>
    std::int64_t exec(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::rows>(query, false);
        return run(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::int64_t exec(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::rows>(query, false, first, rest...);
        return run(held.statement());
    }
    /// The number of rows: `SELECT count(*) FROM (query)`.
    template <class Query>
    std::int64_t count(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::count>(query, false);
        return read_one<std::int64_t>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::int64_t count(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::count>(query, false, first, rest...);
        return read_one<std::int64_t>(held.statement());
    }
    /// Whether there is a row: `SELECT EXISTS (query)`.
    template <class Query>
    bool exists(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::exists>(query, false);
        return read_one<bool>(held.statement());
    }
    template <class Query, class First, class... Rest>
    bool exists(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::exists>(query, false, first, rest...);
        return read_one<bool>(held.statement());
    }

    // Raw SQL

    /// Rows of SQL that is a constant of the program; each `{}` is a bound value. A struct is filled
    /// by the columns' names, a tuple or single value by position.
    template <class Row, class... Value>
    std::vector<Row> query(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return query_text<Row, true>(sql.where, sql.text, value...);
    }
    /// Without values its braces are braces, as in JSON.
    template <class Row, class... Value> std::vector<Row> query(unsafe_sql sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        return query_text<Row, (sizeof...(Value) > 0)>(sql.where, sql.text, value...);
    }
    template <class Row, std::same_as<std::string> Text, class... Value>
    std::vector<Row> query(const Text&, const Value&...) {
        require<failed<rule::sql_is_constant, Row>>();
        return {};
    }
    /// Runs SQL that is a constant of the program; the number of rows that it touched.
    template <class... Value> std::int64_t execute(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        if constexpr (sizeof...(Value) == 0)
            return execute_text(sql.where, number_placeholders(sql.text, dialect::info.placeholder));
        else
            return execute_text(sql.where, sql.text, value...);
    }
    /// Runs SQL that was put together at run time; without values, any number of statements.
    template <class... Value> std::int64_t execute(unsafe_sql sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        return execute_text(sql.where, sql.text, value...);
    }
    template <std::same_as<std::string> Text, class... Value>
    std::int64_t execute(const Text& sql, const Value&... value) {
        require<failed<rule::sql_is_constant, Value...>>();
        return execute_text({}, sql, value...);
    }

    /// The driver's connection, for what refract does not cover.
    typename Driver::connection& connection() { return state().connection; }

protected:
    using base::base;
    using base::state;
    using base::state_;

private:
    template <bool HasPlaceholders, class... Value> lease start_raw(std::string_view sql, const Value&... value) {
        std::string key = HasPlaceholders ? "raw " : "text ";
        ((key += static_cast<char>('A' + static_cast<int>(raw_type_of<Value>().kind))), ...);
        key += sql;
        auto& statements = state_->statements;
        auto* found = statements.find(key);
        if (!found)
            found =
                statements.add(state_->connection,
                               make_raw_statement<HasPlaceholders, std::decay_t<Value>...>(key, sql, dialect::info));
        lease held = statements.acquire(state_->connection, found);
        held.statement().begin(false);
        int position = 0;
        (bind_value(held.statement(), ++position,
                    static_cast<const raw_value<std::decay_t<Value>>&>(raw_operand(value))),
         ...);
        return held;
    }
    template <class Value> static decltype(auto) raw_operand(const Value& value) {
        if constexpr (std::is_convertible_v<const Value&, std::string_view>)
            return std::string_view(value);
        else
            return (value);
    }
    template <class Row, bool HasPlaceholders, class... Value>
    std::vector<Row> query_text(const std::source_location& where, std::string_view sql, const Value&... value) {
        static_assert(std::is_same_v<decltype(owned_row_type<Row>()), std::type_identity<Row>>);
        const usage guard(state(where).in_use, where);
        lease held = start_raw<HasPlaceholders>(sql, value...);
        std::vector<Row> result;
        if (!held.statement().step()) return result;
        raw_reader<Row, prepared> reader(held.statement());
        do append_row(result, [&](Row& row) { reader.read(row); });
        while (held.statement().step());
        return result;
    }
    template <class... Value>
    std::int64_t execute_text(const std::source_location& where, std::string_view sql, const Value&... value) {
        const usage guard(state(where).in_use, where);
        if constexpr (sizeof...(Value) == 0) {
            state_->connection.execute(sql);
            return state_->connection.changes();
        } else {
            lease held = start_raw<true>(sql, value...);
            return run(held.statement());
        }
    }
    static void check_placeholders(const unsafe_sql& sql, std::size_t values) {
        if (values > 0 && count_placeholders(sql.text) != values)
            throw error(error_details{.message = "the SQL has " + std::to_string(count_placeholders(sql.text)) +
                                                 " {} and " + std::to_string(values) +
                                                 " values; give one value for each {}",
                                      .sql = std::string(sql.text),
                                      .location = sql.where});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
