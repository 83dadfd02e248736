// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// \file
/// What the fuzzers share. Each is a libFuzzer program; a property that fails ends the program.

inline void expect(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "property does not hold: %s\n", property);
    std::abort();
}

/// A database in memory that answers one text with one text; NULL is "(null)".
class sqlite_oracle {
public:
    sqlite_oracle() { expect(sqlite3_open(":memory:", &handle_) == SQLITE_OK, "SQLite opens"); }
    sqlite_oracle(const sqlite_oracle&) = delete;
    sqlite_oracle& operator=(const sqlite_oracle&) = delete;
    ~sqlite_oracle() { sqlite3_close(handle_); }

    /// Whether SQLite accepts the text as one statement.
    bool prepares(std::string_view sql) {
        sqlite3_stmt* statement = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, &tail);
        const bool whole = tail == sql.data() + sql.size();
        sqlite3_finalize(statement);
        return result == SQLITE_OK && whole;
    }
    /// The first column of the first row.
    std::string ask(std::string_view sql, std::string_view value = {}) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
            return "(error)";
        sqlite3_bind_text(statement, 1, value.data() ? value.data() : "", static_cast<int>(value.size()),
                          SQLITE_STATIC);
        std::string answer = "(none)";
        if (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            answer = text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, 0))) : "(null)";
        }
        sqlite3_finalize(statement);
        return answer;
    }
    std::string column_name(std::string_view sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
            return "(error)";
        std::string name = sqlite3_column_name(statement, 0);
        sqlite3_finalize(statement);
        return name;
    }

private:
    sqlite3* handle_ = nullptr;
};

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}
