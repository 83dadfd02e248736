// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

namespace refract {
inline namespace v0 {
namespace detail {

/// Counts the statements that a connection runs, by SQLite's own trace, in place of any other one.
/// Source: https://www.sqlite.org/c3ref/trace_v2.html
class sqlite_trip_counter {
public:
    explicit sqlite_trip_counter(sqlite3* handle) : handle_(handle) {
        sqlite3_trace_v2(handle_, SQLITE_TRACE_STMT, &note, this);
    }
    sqlite_trip_counter(const sqlite_trip_counter&) = delete;
    ~sqlite_trip_counter() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }

    int count() const { return count_; }

private:
    static int note(unsigned, void* self, void*, void* sql) {
        const char* const text = static_cast<const char*>(sql);
        const bool is_of_trigger = text && text[0] == '-' && text[1] == '-';
        if (!is_of_trigger) ++static_cast<sqlite_trip_counter*>(self)->count_;
        return 0;
    }
    sqlite3* handle_;
    int count_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
