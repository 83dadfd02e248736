// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/driver/sqlite_functions.hpp>

#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// SQLite's result codes as exceptions. Source: https://sqlite.org/rescode.html

namespace refract {
inline namespace v0 {
namespace detail {

/// Reads the first column of "users.email, users.name"; gives where it ends. Names hold points and commas, too, so that
/// SQLite is asked which columns there are.
inline std::size_t read_failed_column(sqlite3* connection, std::string_view rest, std::string& table,
                                      std::string& column) {
    for (std::size_t end = rest.find(", ");; end = rest.find(", ", end + 1)) {
        const std::string_view item = rest.substr(0, end);
        for (std::size_t dot = item.rfind('.'); dot + 1 > 1; dot = item.rfind('.', dot - 1)) {
            table = item.substr(0, dot);
            column = item.substr(dot + 1);
            if (connection && sqlite3_table_column_metadata(connection, nullptr, table.c_str(), column.c_str(), nullptr,
                                                            nullptr, nullptr, nullptr, nullptr) == SQLITE_OK)
                return item.size();
        }
        if (end == std::string_view::npos) break;
    }
    const std::string_view item = rest.substr(0, rest.find(", "));
    const std::size_t dot = item.rfind('.');
    table = dot == std::string_view::npos ? std::string_view() : item.substr(0, dot);
    column = dot == std::string_view::npos ? std::string_view() : item.substr(dot + 1);
    return item.size();
}
/// Reads "UNIQUE constraint failed: users.email, users.name" into the table and its columns; of an index over an
/// expression there is only the name: "index 'by_lower_name'".
inline void read_failed_columns(sqlite3* connection, error_details& details) {
    const std::size_t colon = details.message.find(": ");
    if (colon == std::string::npos) return;
    std::string_view rest = std::string_view(details.message).substr(colon + 2);
    constexpr std::string_view index = "index '";
    if (rest.starts_with(index) && rest.ends_with('\'')) {
        details.constraint = rest.substr(index.size(), rest.size() - index.size() - 1);
        return;
    }
    while (!rest.empty()) {
        std::string column;
        const std::size_t end = read_failed_column(connection, rest, details.table, column);
        rest.remove_prefix(end == rest.size() ? end : end + 2);
        if (!column.empty()) details.columns.push_back(std::move(column));
    }
}

[[noreturn]] inline void throw_sqlite_constraint(sqlite3* connection, int code, error_details details) {
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: read_failed_columns(connection, details); throw unique_violation(std::move(details));
    case SQLITE_CONSTRAINT_NOTNULL:
        read_failed_columns(connection, details);
        throw not_null_violation(std::move(details));
    case SQLITE_CONSTRAINT_TRIGGER: // RESTRICT is a trigger inside SQLite; others say what they want
        if (std::string_view(details.message) != "FOREIGN KEY constraint failed")
            throw constraint_violation(std::move(details));
        [[fallthrough]];
    case SQLITE_CONSTRAINT_FOREIGNKEY: throw foreign_key_violation(std::move(details));
    case SQLITE_CONSTRAINT_CHECK: {
        const std::size_t colon = details.message.find(": ");
        if (colon != std::string::npos) details.constraint = std::string_view(details.message).substr(colon + 2);
        throw check_violation(std::move(details));
    }
    default: throw constraint_violation(std::move(details));
    }
}

/// Says where functions of programs are, which no file keeps.
inline void explain_missed_function(std::string& message) {
    if (message.find("no such function: ") != std::string::npos)
        message += " (SQLite has none of that name; one that a program defines is there on its connections alone)";
}
/// Says which version has what a statement uses, where an older one takes it for a mistake, and whose a function is.
inline void explain_old_sqlite(std::string& message) {
    explain_missed_function(message);
    if (message != "near \"ORDER\": syntax error" || sqlite3_libversion_number() >= 3'044'000) return;
    message += std::string(" (an order inside an aggregate needs SQLite 3.44, and this is ") + sqlite3_libversion() +
               ": order the rows in a query around it, or in the program)";
}

/// Whether a statement has met a value that cannot be what it is taken for.
inline bool is_sqlite_conversion(std::string_view message) {
    for (const std::string_view begin :
         {"integer overflow", "malformed JSON", "bad JSON path", "JSON path error", "JSON cannot hold BLOB values",
          "fts5: ", "unterminated string", "unknown special query", "LIKE or GLOB pattern too complex",
          "argument of ntile must be", "second argument to nth_value must be", "frame starting offset must be",
          "frame ending offset must be"})
        if (message.starts_with(begin)) return true;
    return false;
}

/// Says why a file may not be written, where its own rights are not the reason, or not the only one.
inline void explain_read_only(std::string& message, int code) {
    switch (code) {
    case SQLITE_READONLY_DIRECTORY:
        message += " (SQLite writes beside the file, and its folder may not be written; while nobody writes the file, "
                   "immutable=1 in a URI reads it: file:app.db?immutable=1)";
        break;
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTINIT:
    case SQLITE_READONLY_ROLLBACK:
        message += " (the journal beside it is that of a program that has crashed, and only a connection that may "
                   "write can make it good)";
        break;
    case SQLITE_READONLY_DBMOVED: message += " (the file was moved or deleted since it was opened)"; break;
    default: break;
    }
}

/// With what the system has said of the file, such as "No space left on device".
[[noreturn]] inline void throw_sqlite_file(sqlite3* connection, error_details details) {
    const int why = connection ? sqlite3_system_errno(connection) : 0;
    if (why != 0) details.message.append(": ").append(std::strerror(why));
    details.connection_lost = true;
    throw connection_error(std::move(details));
}

/// When the failure happened, where the code alone does not tell what it means.
enum class sqlite_stage { prepare, run };

[[noreturn]] inline void throw_sqlite_error(sqlite3* connection, int result, std::string_view sql, sqlite_stage stage) {
    const int code = connection ? sqlite3_extended_errcode(connection) : result;
    error_details details{.message = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(result),
                          .sql = std::string(sql),
                          .code = std::to_string(code)};
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: throw_sqlite_constraint(connection, code, std::move(details));
    case SQLITE_BUSY:
        details.can_retry = true;
        if (code == SQLITE_BUSY_SNAPSHOT) throw serialization_failure(std::move(details));
        throw busy(std::move(details));
    case SQLITE_LOCKED:
        // Otherwise this connection stands in its own way.
        details.can_retry = code == SQLITE_LOCKED_SHAREDCACHE;
        throw busy(std::move(details));
    case SQLITE_INTERRUPT: details.can_retry = true; throw timeout(std::move(details));
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE: throw conversion_error(std::move(details));
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_IOERR: throw_sqlite_file(connection, std::move(details));
    case SQLITE_READONLY: explain_read_only(details.message, code); throw error(std::move(details));
    case SQLITE_ERROR:
        explain_old_sqlite(details.message);
        // A statement that is prepared is prepared anew when the schema has changed.
        if (stage == sqlite_stage::prepare || details.message.starts_with("no such ") ||
            details.message.find(" has no column named ") != std::string::npos)
            throw syntax_error(std::move(details));
        if (is_sqlite_conversion(details.message)) throw conversion_error(std::move(details));
        if (details.message.starts_with(sqlite_refusal)) {
            details.message.erase(0, sqlite_refusal.size());
            if (details.message == sqlite_outside_range) throw check_violation(std::move(details));
            throw conversion_error(std::move(details));
        }
        throw error(std::move(details));
    default: throw error(std::move(details));
    }
}

inline void check_sqlite_path(const std::string& path) {
    if (path.find('\0') != std::string::npos)
        throw connection_error("the path of the SQLite database holds a NUL character, where SQLite stops reading");
    if (path.empty())
        throw connection_error("the path of the SQLite database is empty, as of a setting that is not there: its rows "
                               "would be gone with the connection. Where that is wanted, write :memory:, or file: for "
                               "a temporary file");
}
/// None is lost: there was none yet.
[[noreturn]] inline void throw_sqlite_not_opened(const std::string& path, std::string_view why, std::string code) {
    throw connection_error(error_details{
        .message = join_text({"cannot open the SQLite database \"", path, "\": ", why}), .code = std::move(code)});
}
/// Ends what could not be opened.
[[noreturn]] inline void fail_to_open_sqlite(sqlite3* connection, int result, const std::string& path) {
    const std::string why = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(result);
    sqlite3_close_v2(connection);
    throw_sqlite_not_opened(path, why, std::to_string(result));
}
/// Whether it says that a file may not be written.
inline bool is_sqlite_read_only(const error& failure) {
    return (std::atoi(std::string(failure.code()).c_str()) & 0xff) == SQLITE_READONLY;
}

[[noreturn, gnu::cold]] inline void refuse_sqlite_text(std::string_view sql, std::string why) {
    throw syntax_error(error_details{.message = std::move(why), .sql = std::string(sql)});
}
/// A placeholder without a value would be NULL to SQLite, and a value without one would be dropped.
inline void check_sqlite_placeholders(sqlite3_stmt* prepared, int values, std::string_view sql) {
    const int wanted = sqlite3_bind_parameter_count(prepared);
    if (wanted == values) [[likely]]
        return;
    const auto counted = [](int count, const char* what) {
        return join_text({std::to_string(count), what, count == 1 ? "" : "s"});
    };
    refuse_sqlite_text(
        sql, join_text({"the statement has ", counted(wanted, " placeholder"), " and is given ",
                        counted(values, " value"), "; write {} for each value, outside of quotes and comments"}));
}

} // namespace detail
} // namespace v0
} // namespace refract
