// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate.hpp>
#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

/// \file
/// The kinds of databases that commands know: those whose client libraries are there.

namespace refract {
inline namespace v0 {
namespace command_line {

enum class when_missing : std::uint8_t {
    fails,
    is_made,
    is_not_needed, ///< nothing of it is read: one in memory stands for it, where the kind has such
};

/// How a kind of database is told by its URL, and opened.
template <class Database> struct database_kind;

#if !defined(REFRACT_NO_SQLITE) && __has_include(<sqlite3.h>)
template <> struct database_kind<sqlite::database> {
    static constexpr std::string_view example = "sqlite:app.db";
    static constexpr std::string_view in_memory = "sqlite::memory:";
    static bool is_meant(std::string_view url) { return url.starts_with("sqlite:") || url.starts_with("file:"); }
    static std::string path_of(std::string_view url) {
        if (url.starts_with("sqlite:")) url.remove_prefix(7);
        return std::string(url.starts_with("//") ? url.substr(2) : url);
    }
    /// Of what is no plain path SQLite decides.
    static bool is_there(std::string_view url) {
        const std::string path = path_of(url);
        if (path.empty()) // SQLite would take a file of its own, and nobody would see it again
            throw command_failure{
                64, fmt::format("the URL \"{}\" names no file; say {}, or sqlite::memory:", url, example)};
        std::error_code failure; // opening it says what is wrong
        const bool is_known = std::filesystem::exists(path, failure);
        return path == ":memory:" || path.starts_with("file:") || is_known ||
               (failure && failure != std::errc::no_such_file_or_directory);
    }
    /// Of one that may be made; empty: none.
    static std::string file_of(std::string_view url) {
        std::string path = path_of(url);
        return path == ":memory:" || path.starts_with("file:") ? std::string() : path;
    }
    static sqlite::database open(std::string_view url, when_missing then) {
        if (then == when_missing::is_not_needed) return sqlite::database(path_of(in_memory));
        const std::string path = path_of(url);
        const bool is_known = is_there(url);
        if (then == when_missing::fails && !is_known)
            throw command_failure{1, "there is no file " + path + "; migrate deploy and db push make one"};
        const bool is_made = then == when_missing::is_made;
        // One that may only be read has a status and a difference, too; what writes fails where it does.
        std::error_code ignored;
        const bool is_only_read = std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), W_OK) != 0;
        if (const std::string_view kind = detail::kind_of_other_file(path); !kind.empty())
            throw command_failure{1, fmt::format("{} is {}, and should be the file of a database", path, kind)};
        if (!is_only_read) return open_to_write(path, is_made);
        try {
            return sqlite::database(path, {.read_only = true, .create = false});
        } catch (const error& failure) {
            throw command_failure{1, fmt::format("{} may not be written by this user, and with a write-ahead log it is "
                                                 "not read without writing beside it: {}",
                                                 path, failure.message())};
        }
    }

private:
    static sqlite::database open_to_write(const std::string& path, bool is_made) {
        try {
            return sqlite::database(path, {.create = is_made});
        } catch (const error& failure) {
            std::filesystem::path folder = std::filesystem::path(path).parent_path();
            if (folder.empty()) folder = ".";
            if (::access(folder.c_str(), W_OK) == 0 || file_of(path).empty()) throw;
            throw command_failure{1, fmt::format("{} cannot be opened, as SQLite writes beside it, and this user may "
                                                 "not write into the folder {}, or it is not there: {}",
                                                 path, folder.string(), failure.message())};
        }
    }
};
#endif

#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))
template <> struct database_kind<postgres::database> {
    static constexpr std::string_view example = "postgresql://user@host/app";
    static constexpr std::string_view in_memory = "";
    static bool is_meant(std::string_view url) {
        return url.starts_with("postgresql://") || url.starts_with("postgres://") ||
               (url.find('=') != url.npos && url.find(':') == url.npos);
    }
    static bool is_there(std::string_view) { return true; }
    static std::string file_of(std::string_view) { return {}; }
    static postgres::database open(std::string_view url, when_missing) { return postgres::database{std::string(url)}; }
};
#endif

/// Calls `run(pointer)` with the type of each database until one answers true, and returns whether one did.
template <class Run> bool each_database(const Run& run) {
    const auto one = [&]<class Dialect>(Dialect) {
        if constexpr (requires { typename detail::database_of<Dialect>::type; })
            return run(static_cast<const typename detail::database_of<Dialect>::type*>(nullptr));
        else
            return false;
    };
    return one(dialect::sqlite{}) || one(dialect::postgres{});
}

} // namespace command_line
} // namespace v0
} // namespace refract
