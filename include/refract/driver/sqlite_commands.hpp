// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/raw_text.hpp>
#include <refract/driver/sqlite_error.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <initializer_list>
#include <string_view>

/// \file
/// The commands of transactions, kept prepared: to prepare one costs ten times what it does.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a command or script begins with ROLLBACK, or ROLLBACK TO.
inline bool sqlite_rolls_back(const char* script) noexcept {
    while (*script == ' ' || (*script >= '\t' && *script <= '\r')) ++script;
    return sqlite3_strnicmp(script, "ROLLBACK", 8) == 0;
}

/// Whether a statement tells how many rows it touched: after others SQLite tells it of an earlier one still.
inline bool sqlite_counts_rows(std::string_view sql) noexcept {
    std::size_t at = 0;
    while (at < sql.size()) {
        const bool is_blank = sql[at] == ' ' || (sql[at] >= '\t' && sql[at] <= '\r');
        const std::size_t end = is_blank ? at + 1 : sql[at] == '-' || sql[at] == '/' ? end_of_literal(sql, at) : at;
        if (end == at || end == sql.npos) break;
        at = end;
    }
    for (const std::string_view verb : {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"})
        if (sql.size() - at > verb.size() &&
            sqlite3_strnicmp(sql.data() + at, verb.data(), static_cast<int>(verb.size())) == 0)
            return true;
    return false;
}

/// The commands of one connection, without parameters and rows: BEGIN, COMMIT, savepoints. Cleared before the
/// connection closes. Needs no memory of its own, as what undoes a transaction must not.
class sqlite_commands {
public:
    sqlite_commands() = default;
    sqlite_commands(const sqlite_commands&) = delete;
    ~sqlite_commands() { clear(); }

    void run(sqlite3* connection, const char* text) {
        sqlite3_stmt* const command = find(text);
        if (command) [[likely]]
            return finish(connection, command);
        sqlite3_stmt* const made = prepare(connection, text);
        if (count_ < most) {
            kept_[count_++] = made;
            return finish(connection, made);
        }
        const once ends{made};
        finish(connection, made);
    }
    /// `BEGIN IMMEDIATE` takes the locks of the databases that were attached when it was prepared. One that is
    /// detached lets SQLite prepare it anew, one that is attached later does not.
    void begin_immediate(sqlite3* connection) {
        int databases = 0;
        while (sqlite3_db_name(connection, databases)) ++databases;
        if (databases != databases_) {
            sqlite3_stmt* const made = prepare(connection, "BEGIN IMMEDIATE");
            sqlite3_finalize(begin_immediate_);
            begin_immediate_ = made;
            databases_ = databases;
        }
        finish(connection, begin_immediate_);
    }
    void clear() noexcept {
        for (int i = 0; i < count_; ++i) sqlite3_finalize(kept_[i]);
        sqlite3_finalize(begin_immediate_);
        begin_immediate_ = nullptr;
        count_ = databases_ = 0;
    }

private:
    static constexpr int most = 12; ///< BEGIN, COMMIT, ROLLBACK, and three commands for each of three savepoints

    struct once {
        sqlite3_stmt* command;
        ~once() { sqlite3_finalize(command); }
    };
    sqlite3_stmt* find(std::string_view text) const noexcept {
        for (int i = 0; i < count_; ++i)
            if (sqlite3_sql(kept_[i]) == text) return kept_[i];
        return nullptr;
    }
    static sqlite3_stmt* prepare(sqlite3* connection, const char* text) {
        sqlite3_stmt* made = nullptr;
        const int result = sqlite3_prepare_v3(connection, text, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        if (result != SQLITE_OK) throw_sqlite_error(connection, result, text, sqlite_stage::prepare);
        return made;
    }
    /// Left as if it had not run, also where it fails: a COMMIT that found others reading is tried again.
    static void finish(sqlite3* connection, sqlite3_stmt* command) {
        struct reset {
            sqlite3_stmt* command;
            ~reset() { sqlite3_reset(command); }
        };
        const reset ends{command};
        const int result = sqlite3_step(command);
        if (result != SQLITE_DONE) throw_sqlite_error(connection, result, sqlite3_sql(command), sqlite_stage::run);
    }

    sqlite3_stmt* kept_[most]{};
    sqlite3_stmt* begin_immediate_ = nullptr;
    int count_ = 0, databases_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
