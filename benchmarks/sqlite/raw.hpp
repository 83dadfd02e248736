// SPDX-License-Identifier: MIT
#pragma once

#include "harness/data.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Code as it is written by hand against SQLite's C API, in two styles.

namespace benchmark::sqlite {

[[noreturn]] inline void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }

/// A prepared statement. Every call is checked, as it has to be.
class raw_statement {
public:
    raw_statement(sqlite3* db, const char* sql, unsigned flags) : db_(db) {
        if (sqlite3_prepare_v3(db, sql, -1, flags, &handle_, nullptr) != SQLITE_OK) fail(db);
    }
    raw_statement(const raw_statement&) = delete;
    ~raw_statement() { sqlite3_finalize(handle_); }

    void bind(int position, std::int64_t value) { check(sqlite3_bind_int64(handle_, position, value)); }
    void bind(int position, int value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, double value) { check(sqlite3_bind_double(handle_, position, value)); }
    void bind(int position, std::string_view value) {
        check(sqlite3_bind_text(handle_, position, value.data(), static_cast<int>(value.size()), SQLITE_STATIC));
    }
    void bind_null(int position) { check(sqlite3_bind_null(handle_, position)); }
    bool step() {
        const int result = sqlite3_step(handle_);
        if (result == SQLITE_ROW) return true;
        if (result != SQLITE_DONE) fail(db_);
        return false;
    }
    void reset() { sqlite3_reset(handle_); }
    sqlite3_stmt* handle() const { return handle_; }

    /// Binds a user without id from a position; returns the next.
    int bind_user(const User& user, int position) {
        bind(position, std::string_view(user.name));
        bind(position + 1, std::string_view(user.email));
        bind(position + 2, user.age);
        bind(position + 3, user.score);
        if (user.bio)
            bind(position + 4, std::string_view(*user.bio));
        else
            bind_null(position + 4);
        return position + 5;
    }

private:
    void check(int result) {
        if (result != SQLITE_OK) fail(db_);
    }
    sqlite3* db_;
    sqlite3_stmt* handle_ = nullptr;
};

/// What people write: `sqlite3_open`, `sqlite3_column_*`.
struct ordinary {
    static constexpr const char* name = "ordinary raw";
    static constexpr int open_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    static constexpr unsigned prepare_flags = 0;

    static std::int64_t integer(sqlite3_stmt* row, int column) { return sqlite3_column_int64(row, column); }
    static double number(sqlite3_stmt* row, int column) { return sqlite3_column_double(row, column); }
    /// Calls `use` with the text unless it is NULL; whether it is not.
    template <class Use> static bool optional_text(sqlite3_stmt* row, int column, Use use) {
        if (sqlite3_column_type(row, column) == SQLITE_NULL) return false;
        use(text(row, column));
        return true;
    }
    static std::string_view text(sqlite3_stmt* row, int column) {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
    }
};

/// All that is known to make it faster: no mutex, cells as unprotected values.
struct tuned {
    static constexpr const char* name = "tuned raw";
    static constexpr int open_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    static constexpr unsigned prepare_flags = SQLITE_PREPARE_PERSISTENT;

    static std::int64_t integer(sqlite3_stmt* row, int column) {
        return sqlite3_value_int64(sqlite3_column_value(row, column));
    }
    static double number(sqlite3_stmt* row, int column) {
        return sqlite3_value_double(sqlite3_column_value(row, column));
    }
    template <class Use> static bool optional_text(sqlite3_stmt* row, int column, Use use) {
        sqlite3_value* value = sqlite3_column_value(row, column);
        if (sqlite3_value_type(value) == SQLITE_NULL) return false;
        use(text(value));
        return true;
    }
    static std::string_view text(sqlite3_stmt* row, int column) { return text(sqlite3_column_value(row, column)); }
    static std::string_view text(sqlite3_value* value) {
        const auto* data = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return {data, static_cast<std::size_t>(sqlite3_value_bytes(value))};
    }
};

template <class Style> void read_row(sqlite3_stmt* row, User& out) {
    out.id = Style::integer(row, 0);
    out.name = Style::text(row, 1);
    out.email = Style::text(row, 2);
    out.age = static_cast<int>(Style::integer(row, 3));
    out.score = Style::number(row, 4);
    if (!Style::optional_text(row, 5, [&](std::string_view text) { out.bio.emplace(text); })) out.bio.reset();
}
template <class Style> void read_row(sqlite3_stmt* row, UserView& out) {
    out.id = Style::integer(row, 0);
    out.name = Style::text(row, 1);
    out.email = Style::text(row, 2);
    out.age = static_cast<int>(Style::integer(row, 3));
    out.score = Style::number(row, 4);
    if (!Style::optional_text(row, 5, [&](std::string_view text) { out.bio = text; })) out.bio.reset();
}
template <class Style> void read_post(sqlite3_stmt* row, int column, Post& out) {
    out.id = Style::integer(row, column);
    out.title = Style::text(row, column + 1);
    out.author_id = Style::integer(row, column + 2);
}

template <class Style> std::vector<User> read_all(raw_statement& statement) {
    std::vector<User> rows;
    while (statement.step()) read_row<Style>(statement.handle(), rows.emplace_back());
    statement.reset();
    return rows;
}

inline constexpr const char* select_all = R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user")";

} // namespace benchmark::sqlite
