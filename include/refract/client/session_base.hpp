// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/base/compiler.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/row_reader.hpp>
#include <refract/client/runtime_text.hpp>
#include <refract/client/session_state.hpp>
#include <refract/sql/statement.hpp>

#include <cstdint>
#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Dialect, class Query, result_form Form> inline constinit statement_number query_number = 0;

/// What the rows of a form are: of the query, or the one number that is asked for.
template <class Query, result_form Form> using form_row =
    std::conditional_t<Form == result_form::count, std::int64_t,
                       std::conditional_t<Form == result_form::exists, bool, row_of<Query>>>;

namespace by_name {
template <class Data, class Columns>
constexpr ready_statement make_statement(const Data& data, const Columns& columns) {
    return {.sql = data.text.data(),
            .size = data.text.size() - 1,
            .parameters = data.types.data(),
            .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
            .columns = columns.data(),
            .column_count = static_cast<std::uint16_t>(columns.size())};
}
/// A query as a driver takes it: constant data.
template <class Dialect, class Query, result_form Form> inline constexpr ready_statement constant_statement =
    make_statement(statement_data_of<Dialect, Query, Form>, result_columns_of<form_row<Query, Form>>);

/// Fills a new last row; std::vector<bool> has none to refer to.
template <class Row, class Fill> REFRACT_INLINE void append_row(std::vector<Row>& rows, Fill fill) {
    if constexpr (std::is_same_v<Row, bool>) {
        bool row{};
        fill(row);
        rows.push_back(row);
    } else {
        fill(rows.emplace_back());
    }
}

/// All rows of a statement whose values are bound.
template <class Row, class Statement> std::vector<Row> read_all(Statement& statement) {
    std::vector<Row> result;
    while (statement.step()) {
        if constexpr (requires { statement.row_count(); })
            if (result.empty()) result.reserve(static_cast<std::size_t>(statement.row_count()));
        append_row(result, [&](Row& row) { read_row(statement, row); });
    }
    return result;
}
template <class Row, class Statement> std::optional<Row> read_first(Statement& statement) {
    std::optional<Row> result;
    if (statement.step()) read_row(statement, result.emplace());
    return result;
}
} // namespace by_name
[[noreturn, gnu::cold]] inline void throw_no_row(std::string_view sql) {
    throw not_found(error_details{.message = "a row was required and there is none", .sql = std::string(sql)});
}
[[noreturn, gnu::cold]] inline void throw_more_rows(std::string_view sql) {
    throw too_many_rows(error_details{.message = "one row was required and there are more", .sql = std::string(sql)});
}
namespace by_name {
template <class Row, class Statement> Row read_one(Statement& statement) {
    Row result{};
    if (!statement.step()) throw_no_row(statement.sql());
    read_row(statement, result);
    if (statement.step()) throw_more_rows(statement.sql());
    return result;
}
/// Runs a statement to its end; the number of rows that it touched.
template <class Statement> std::int64_t run(Statement& statement) {
    while (statement.step()) {}
    return statement.changes();
}
} // namespace by_name

template <class Query> using check_is_query = check_that<any_query<Query>, rule::verb_takes_query, Query>;

/// The row type of a query that has rows.
template <class Query> consteval auto row_type_of() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return std::type_identity<int>{};
    } else {
        require<check_that<!std::is_void_v<row_of<Query>>, rule::statement_yields_rows, Query>>();
        if constexpr (std::is_void_v<row_of<Query>>)
            return std::type_identity<int>{};
        else
            return std::type_identity<row_of<Query>>{};
    }
}
template <class Query> using streamed_row = typename decltype(row_type_of<Query>())::type;

template <class Row> consteval auto owned_row_type() {
    require<check_that<!view_traits<Row>::value, rule::rows_are_owned, Row>>();
    return std::type_identity<Row>{};
}
/// The row type of a query whose rows outlive the statement: without views into its buffer.
template <class Query> using owned_row = typename decltype(owned_row_type<streamed_row<Query>>())::type;

/// What all verbs rest on: a query becomes a prepared statement with its values bound, and rows.
template <class Driver> class session_base {
protected:
    using dialect = typename Driver::dialect;
    using lease = typename statement_cache<Driver>::lease;
    using prepared = typename Driver::statement;

    explicit session_base(session_state<Driver>* shared) noexcept : state_(shared) {}
    session_base(session_base&&) noexcept = default;
    ~session_base() = default;

    /// What is shared, if it can be used. The location comes by value: it stays in a register.
    session_state<Driver>& state(std::source_location where = {}) const {
        if (!state_ || !state_->connection.is_open() || state_->broken.is_set() ||
            (!state_->transactions.empty() && !state_->connection.in_transaction())) [[unlikely]]
            refuse_use(where);
        return *state_;
    }
    [[noreturn, gnu::cold, gnu::noinline]] void refuse_use(std::source_location where) const {
        const call_scope call(where);
        if (!state_) throw connection_error("this database or transaction is closed, ended or moved from");
        if (!state_->connection.is_open())
            throw connection_error(error_details{.message = "the connection is closed", .connection_lost = true});
        if (state_->broken.is_set())
            throw error(
                "a transaction died while another thread used the connection, so it is still open; close the database");
        // What follows would no longer be undone with the rest.
        throw error("the database has rolled this transaction back by itself; begin it again");
    }

    /// Prepares or finds a query's statement and binds everything.
    template <result_form Form, class Query, class... Argument>
    lease start(const Query& query, bool streamed, const Argument&... argument) {
        require<check_is_query<Query>>();
        require<check_arguments<typename Query::parameters, Argument...>>();
        if constexpr (is_dynamic(Query::view)) {
            return start_dynamic<Form>(query, streamed, argument...);
        } else {
            constexpr auto& data = statement_data_of<dialect, Query, Form>;
            lease held = state_->statements.acquire(state_->connection, query_number<dialect, Query, Form>,
                                                    constant_statement<dialect, Query, Form>);
            held.statement().begin(streamed);
            if constexpr (value_count<Query> > 0) bind_values(held.statement(), query.bound, data.value_numbers.data());
            if constexpr (sizeof...(Argument) > 0)
                bind_arguments(held.statement(), typename Query::parameters{}, data.argument_numbers.data(),
                               argument...);
            return held;
        }
    }
    template <result_form Form, class Query, class... Argument>
    lease start_dynamic(const Query& query, bool streamed, const Argument&... argument) {
        require<check_query<Query>>();
        require<check_features<Query, dialect>>();
        const runtime_parts parts = collect_parts(query, &query_number<dialect, Query, Form>);
        refuse_empty_condition(Query::view, parts);
        auto& statements = state_->statements;
        auto* found = statements.find(parts.key.bytes);
        if (!found) {
            auto made = make_runtime_statement(Query::view, dialect::info, Form, parts);
            using row = form_row<Query, Form>;
            made.columns = result_columns_of<row>.data();
            made.column_count = static_cast<std::uint16_t>(result_columns_of<row>.size());
            found = statements.add(state_->connection, std::move(made));
        }
        lease held = statements.acquire(state_->connection, found);
        held.statement().begin(streamed);
        bind_values(held.statement(), query.bound, found->text.value_numbers.data());
        bind_arguments(held.statement(), typename Query::parameters{}, found->text.argument_numbers.data(),
                       argument...);
        return held;
    }

    state_share<Driver> state_;
};

} // namespace detail
} // namespace v0
} // namespace refract
