// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/driver/postgres_copy_text.hpp>
#include <refract/sql/parameter_column.hpp>

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// PostgreSQL's SQLSTATEs as exceptions.
/// Source: https://www.postgresql.org/docs/current/errcodes-appendix.html

namespace refract {
inline namespace v0 {
namespace detail {

/// A result that frees itself.
class postgres_result {
public:
    postgres_result() = default;
    explicit postgres_result(PGresult* handle) : handle_(handle) {}
    postgres_result(postgres_result&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    postgres_result& operator=(postgres_result&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~postgres_result() { reset(); }

    PGresult* get() const { return handle_; }
    ExecStatusType status() const { return PQresultStatus(handle_); }
    PGresult* release() { return std::exchange(handle_, nullptr); }
    void reset(PGresult* handle = nullptr) {
        if (handle_) PQclear(handle_);
        handle_ = handle;
    }

    /// A field of the server's error message; empty where it has none.
    std::string_view field(int code) const {
        const char* text = PQresultErrorField(handle_, code);
        return text ? text : std::string_view();
    }
    bool is_failure() const {
        const ExecStatusType now = status();
        return now == PGRES_FATAL_ERROR || now == PGRES_BAD_RESPONSE || now == PGRES_NONFATAL_ERROR;
    }

private:
    PGresult* handle_ = nullptr;
};

/// Rows that a statement touched, or of a select yielded; as libpq tells it, in digits.
inline std::int64_t read_count_of_rows(const char* digit) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    std::uint64_t count = 0;
    for (; *digit; ++digit) {
        count = count * 10 + static_cast<std::uint64_t>(*digit - '0');
        if (count > most / 10) [[unlikely]] // no server has touched so many
            return static_cast<std::int64_t>(most);
    }
    return static_cast<std::int64_t>(count);
}
/// The rows that a statement touched: those of a SELECT or FETCH were only read. No other tag begins as theirs and has
/// a count.
inline std::int64_t count_of_rows(const postgres_result& result) {
    if (!result.get()) return 0;
    const char first = *PQcmdStatus(result.get());
    return first == 'S' || first == 'F' ? 0 : read_count_of_rows(PQcmdTuples(result.get()));
}

/// The first cell of an answer, whatever has come; empty where there is none.
inline std::string_view read_postgres_answer(const postgres_result& answer) {
    if (PQntuples(answer.get()) < 1 || PQnfields(answer.get()) < 1) return {};
    return {PQgetvalue(answer.get(), 0, 0), static_cast<std::size_t>(PQgetlength(answer.get(), 0, 0))};
}

/// Reads `Key (a, "B c")=(1, 2) already exists.` into the columns a and B c. The sentence around is
/// in the server's language, the parentheses are not. In quotes there may be parentheses, too.
inline std::vector<std::string> read_key_columns(std::string_view detail) {
    std::vector<std::string> columns(1);
    int depth = 0;
    char quote = '\0'; // " around a name, ' in the expression of an index
    for (std::size_t at = detail.find('(') + 1; at > 0 && at < detail.size(); ++at) {
        const char c = detail[at];
        const bool is_quote = quote != '\0' ? c == quote : c == '"' || c == '\'';
        if (is_quote && quote == '"' && detail.substr(at + 1).starts_with('"')) {
            columns.back() += detail[++at]; // a quote inside a name is doubled
        } else if (is_quote) {
            quote = quote != '\0' ? '\0' : c;
            if (c == '\'') columns.back() += c;
        } else if (quote == '\0' && depth == 0 && c == ')') {
            if (!detail.substr(at).starts_with(")=(")) break;
            return columns;
        } else if (quote == '\0' && depth == 0 && c == ',') {
            columns.emplace_back();
            if (detail.substr(at + 1).starts_with(' ')) ++at;
        } else {
            // An index over an expression: lower(a, b) is one column.
            if (quote == '\0') depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            columns.back() += c;
        }
    }
    return {};
}

inline std::string postgres_message(const postgres_result& result, const char* fallback, bool has_context = true) {
    std::string message(result.field(PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) {
        message = fallback ? fallback : "";
        while (!message.empty() && message.back() == '\n') message.pop_back();
        return message.empty() ? "the database gave no reason" : message;
    }
    const auto add = [&](std::string_view label, int code) {
        const std::string_view text = result.field(code);
        if (!text.empty()) message.append(label).append(text);
    };
    add(" at character ", PG_DIAG_STATEMENT_POSITION);
    add("\n  DETAIL: ", PG_DIAG_MESSAGE_DETAIL);
    add("\n  HINT: ", PG_DIAG_MESSAGE_HINT);
    // Which row of a bulk copy it was; elsewhere the context is the database's own functions.
    if (has_context && result.field(PG_DIAG_CONTEXT).starts_with("COPY")) add("\n  CONTEXT: ", PG_DIAG_CONTEXT);
    return message;
}

[[noreturn]] inline void throw_postgres_constraint(error_details details, const postgres_result& result) {
    details.constraint = result.field(PG_DIAG_CONSTRAINT_NAME);
    details.table = result.field(PG_DIAG_TABLE_NAME);
    if (const std::string_view column = result.field(PG_DIAG_COLUMN_NAME); !column.empty())
        details.columns.emplace_back(column);
    else
        details.columns = read_key_columns(result.field(PG_DIAG_MESSAGE_DETAIL));
    if (details.code == "23505") throw unique_violation(std::move(details));
    if (details.code == "23503") throw foreign_key_violation(std::move(details));
    if (details.code == "23502") throw not_null_violation(std::move(details));
    if (details.code == "23514" || details.code == "44000") { // the latter: of a view WITH CHECK OPTION
        details.columns.clear();                              // the detail of a check shows the row, not the columns
        throw check_violation(std::move(details));
    }
    throw constraint_violation(std::move(details));
}

/// Whether the server ended the session, or the connection to it is gone.
inline bool is_lost(const PGconn* connection, const postgres_result& result, std::string_view code) {
    if (PQstatus(connection) == CONNECTION_BAD) return true;
    // A function that raises such a code ends no session. Poolers may not tell the severity.
    const std::string_view severity = result.field(PG_DIAG_SEVERITY_NONLOCALIZED);
    if (!severity.empty()) return severity == "FATAL" || severity == "PANIC";
    return code == "57P01" || code == "57P02" || code == "57P03";
}

/// Names the column of a value that the server could not read: "unnamed portal parameter $3". The sign before the number
/// is in every language; functions are spoken of in other lines than the first.
[[gnu::cold, gnu::noinline]] inline void add_parameter_column(conversion_error& failure, std::string_view context,
                                                              std::string_view sql) {
    const std::string_view line = context.substr(0, context.find('\n'));
    const std::size_t sign = line.find('$');
    if (sign == std::string_view::npos || line.substr(0, sign).find('"') != std::string_view::npos) return;
    int number = 0;
    for (std::size_t i = sign + 1; i < line.size() && line[i] >= '0' && line[i] <= '9' && number < 100'000; ++i)
        number = number * 10 + (line[i] - '0');
    const parameter_column found = find_parameter_column(sql, number);
    if (!found.column.empty()) failure.add_column(found.column, found.table);
}

/// Throws what the failed result means; a null result means that nothing could be sent.
[[noreturn, gnu::cold, gnu::noinline]] inline void
throw_postgres_error(const PGconn* connection, const postgres_result& result, std::string_view sql) {
    const std::string_view code = result.field(PG_DIAG_SQLSTATE);
    // Only the connection tells why the server has ended a session that waited; the result, that it has crashed.
    const bool is_of_result = result.get() && PQstatus(connection) != CONNECTION_BAD;
    const char* fallback = is_of_result ? PQresultErrorMessage(result.get()) : PQerrorMessage(connection);
    const copied_value copied =
        code.starts_with("22") ? find_copied_value(result.field(PG_DIAG_CONTEXT), sql) : copied_value{};
    error_details details{.message = postgres_message(result, fallback, copied.column.empty()),
                          .sql = std::string(sql),
                          .code = std::string(code)};
    // A NULL without a type, of which its place in the SQL says nothing either.
    if (code == "42P18") details.message += "; say what it is: CAST(... AS integer), in raw SQL CAST({} AS integer)";
    if (is_lost(connection, result, code)) {
        details.connection_lost = true;
        throw connection_error(std::move(details));
    }
    // A binary value that ends too early is a protocol violation; the session goes on.
    if (code == "08P01") throw conversion_error(std::move(details));
    if (code.starts_with("08")) throw connection_error(std::move(details)); // of a foreign server
    if (code.starts_with("23") || code == "44000") throw_postgres_constraint(std::move(details), result);
    details.can_retry = code == "40001" || code == "40P01" || code == "55P03" || code == "57014";
    if (code == "40001" || code == "40P01") throw serialization_failure(std::move(details));
    if (code == "55P03") throw busy(std::move(details));
    if (code == "57014") throw timeout(std::move(details));
    if (code.starts_with("22")) {
        conversion_error failure(std::move(details));
        if (copied.column.empty())
            add_parameter_column(failure, result.field(PG_DIAG_CONTEXT), sql);
        else
            failure.add_column(copied.column, copied.table);
        throw failure;
    }
    // 42501 is a missing permission: the database understood.
    if ((code.starts_with("42") && code != "42501") || code == "3F000") throw syntax_error(std::move(details));
    throw error(std::move(details));
}

[[noreturn]] inline void throw_postgres_closed(std::string_view sql) {
    throw connection_error(error_details{.message = "the connection to PostgreSQL is closed",
                                         .sql = std::string(sql),
                                         .code = "08003",
                                         .connection_lost = true});
}
/// In the parent the connection goes on.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_postgres_forked(std::string_view sql) {
    throw connection_error(error_details{
        .message =
            "the connection to PostgreSQL belongs to the process that this one was forked from; open another one",
        .sql = std::string(sql),
        .code = "08003",
        .connection_lost = true});
}

} // namespace detail
} // namespace v0
} // namespace refract
