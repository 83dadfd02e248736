// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/driver/sqlite_error.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

/// \file
/// The rest of a stream, taken into memory before the same connection writes. SQLite's statements see what is written
/// while they run: a stream over a table into which its loop inserts would never end.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold]] inline bool throw_sqlite_rows_are_gone(std::string_view sql) {
    throw error(error_details{
        .message = "the transaction was rolled back while this stream was read, and its rows could not be kept",
        .sql = std::string(sql)});
}

/// Rows that were there, which a statement of their own gives again, so that reading them is as before.
class sqlite_kept_rows {
public:
    /// Takes what is left of a statement. An error among it comes at its place.
    sqlite_kept_rows(sqlite3* connection, sqlite3_stmt* from) : columns_(sqlite3_column_count(from)) {
        std::string sql = "SELECT ";
        for (int i = 0; i < columns_; ++i)
            sql += join_text({i > 0 ? ", ?" : "?", std::to_string(i + 1), quoted_name(from, i)});
        const int prepared = sqlite3_prepare_v2(connection, sql.c_str(), -1, &replay_, nullptr);
        if (prepared != SQLITE_OK) throw_sqlite_error(connection, prepared, sql, sqlite_stage::prepare);
        try {
            take(connection, from);
        } catch (...) {
            free_all();
            throw;
        }
    }
    sqlite_kept_rows(const sqlite_kept_rows&) = delete;
    ~sqlite_kept_rows() { free_all(); }

    /// Gives the next row to the statement; false at the end.
    bool step() {
        sqlite3_reset(replay_);
        if (at_ == values_.size()) {
            if (failure_) std::rethrow_exception(failure_);
            return false;
        }
        for (int i = 1; i <= columns_; ++i) {
            sqlite3_bind_value(replay_, i, values_[at_]);
            sqlite3_value_free(values_[at_++]);
        }
        return sqlite3_step(replay_) == SQLITE_ROW;
    }
    sqlite3_stmt* statement() const { return replay_; }

private:
    static std::string quoted_name(sqlite3_stmt* from, int column) {
        std::string name = " AS \"";
        const char* const known = sqlite3_column_name(from, column);
        for (const char* each = known ? known : ""; *each; ++each) {
            if (*each == '"') name += '"';
            name += *each;
        }
        name += '"';
        return name;
    }
    void take(sqlite3* connection, sqlite3_stmt* from) {
        int result = SQLITE_DONE;
        while ((result = sqlite3_step(from)) == SQLITE_ROW)
            for (int i = 0; i < columns_; ++i) {
                values_.reserve(values_.size() + 1); // first room, then what takes it
                values_.push_back(sqlite3_value_dup(sqlite3_column_value(from, i)));
                if (!values_.back()) throw_sqlite_error(connection, SQLITE_NOMEM, sqlite3_sql(from), sqlite_stage::run);
            }
        if (result == SQLITE_DONE) return;
        try {
            throw_sqlite_error(connection, result, sqlite3_sql(from), sqlite_stage::run);
        } catch (...) { failure_ = std::current_exception(); }
    }
    void free_all() noexcept {
        for (; at_ < values_.size(); ++at_) sqlite3_value_free(values_[at_]);
        sqlite3_finalize(replay_);
    }

    int columns_;
    sqlite3_stmt* replay_ = nullptr;
    plain_array<sqlite3_value*> values_{};
    std::size_t at_ = 0;
    std::exception_ptr failure_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
