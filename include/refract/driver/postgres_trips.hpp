// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/driver/postgres_error.hpp>

#include <cstdio>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

inline void close_file(std::FILE* file) noexcept { std::fclose(file); }

/// Counts round trips of a connection by libpq's own trace: what the client ends with a Sync, or sends as a script.
/// Source: https://www.postgresql.org/docs/current/libpq-control.html#LIBPQ-PQTRACE
class postgres_trip_counter {
public:
    explicit postgres_trip_counter(PGconn* handle) : handle_(handle), file_(std::tmpfile()) {
        if (!file_) throw error("no temporary file for libpq's trace");
        PQtrace(handle_, file_.get());
#ifdef PQTRACE_SUPPRESS_TIMESTAMPS
        PQsetTraceFlags(handle_, PQTRACE_SUPPRESS_TIMESTAMPS);
#endif
    }
    postgres_trip_counter(const postgres_trip_counter&) = delete;
    ~postgres_trip_counter() { PQuntrace(handle_); }

    int count() {
        std::fflush(file_.get());
        std::rewind(file_.get());
        int found = 0;
        // A line names who sends and what: "F", its size, "Sync". Of a long one only its beginning counts. The end of
        // a copy is waited for as a statement is; the Sync that may follow it goes along.
        bool is_beginning = true, is_copied = false;
        for (char part[64]; std::fgets(part, sizeof part, file_.get());) {
            const std::string_view text = part;
            if (is_beginning && text.starts_with('F')) {
                const bool is_end_of_copy = has_message(text, "CopyDone") || has_message(text, "CopyFail");
                if (is_end_of_copy || (!is_copied && has_message(text, "Sync")) || has_message(text, "Query")) ++found;
                is_copied = is_end_of_copy;
            }
            is_beginning = text.ends_with('\n');
        }
        return found;
    }

private:
    static bool has_message(std::string_view line, std::string_view name) {
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        return second != line.npos && line.substr(second + 1).starts_with(name);
    }
    PGconn* handle_;
    owner<std::FILE, &close_file> file_;
};

} // namespace detail
} // namespace v0
} // namespace refract
