// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>

#include <sqlite3.h>

#include <string>
#include <utility>

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#include <sched.h>
#include <sys/stat.h>
#define REFRACT_HAS_FORK 1
#endif

/// \file
/// Connections of SQLite and fork(). The system's locks stay with the process that took them, while SQLite's own books
/// are copied: a forked process takes itself for one that holds them. Its statements would write without a lock, the
/// end of its transactions would take the journal away from its parent's, and also a connection that it opens to the
/// same file would rely on locks that are not there. So what was open at the fork is shut in the child, and left alone,
/// and the child opens none of these files.
/// Source: https://sqlite.org/howtocorrupt.html#_carrying_an_open_database_across_a_fork_

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr const char* sqlite_is_inherited =
    "the connection to SQLite belongs to the process that this one was forked from: close connections before fork(), "
    "and open others in each process";
inline constexpr const char* sqlite_file_is_inherited =
    "it was open when this process was forked, and SQLite would take the locks of the other process for its own: close "
    "connections before fork(), and open others in each process";

/// The handle of a connection, as a fork may take it away.
struct sqlite_handle {
    sqlite3* handle = nullptr;
    bool is_inherited = false; ///< it was opened by the process that this one was forked from
};

#ifdef REFRACT_HAS_FORK

/// A file that is open, or was when this process was forked.
struct sqlite_open_file {
    sqlite_handle* of; ///< null: its connection is gone
    dev_t device;
    ino_t number;
    sqlite_open_file* next;
    sqlite_open_file* previous;
    bool is_inherited;
};

/// Those of this process.
class sqlite_open_files {
public:
    static sqlite_open_files& here() {
        static sqlite_open_files one;
        return one;
    }
    /// Null for what has no file, or one that is never locked: a copy of it is as good.
    sqlite_open_file* add(sqlite_handle& opened) {
        sqlite_open_file found{&opened, 0, 0, nullptr, nullptr, false};
        if (!find_file(opened.handle, found)) return nullptr;
        auto* const added = new sqlite_open_file(found);
        lock();
        added->next = first_;
        if (first_) first_->previous = added;
        first_ = added;
        taken_.release();
        return added;
    }
    /// What was inherited stays known: SQLite's books know it as well.
    void remove(sqlite_open_file* gone) noexcept {
        if (!gone) return;
        lock();
        if (gone->is_inherited) {
            gone->of = nullptr;
        } else {
            (gone->previous ? gone->previous->next : first_) = gone->next;
            if (gone->next) gone->next->previous = gone->previous;
            delete gone;
        }
        taken_.release();
    }
    /// Whether the file of a connection was open when this process was forked.
    bool has_inherited(sqlite3* handle) noexcept {
        sqlite_open_file wanted{};
        if (!find_file(handle, wanted)) return false;
        lock();
        bool found = false;
        for (const sqlite_open_file* each = first_; each; each = each->next)
            found |= each->is_inherited && each->device == wanted.device && each->number == wanted.number;
        taken_.release();
        return found;
    }

private:
    sqlite_open_files() {
        pthread_atfork([] { here().lock(); }, [] { here().taken_.release(); }, [] { here().shut(); });
    }
    static bool find_file(sqlite3* handle, sqlite_open_file& found) noexcept {
        const char* const name = sqlite3_db_filename(handle, "main");
        struct stat file{};
        if (!name || !*name || sqlite3_uri_boolean(name, "immutable", 0) || ::stat(name, &file) != 0) return false;
        found.device = file.st_dev;
        found.number = file.st_ino;
        return true;
    }
    void lock() noexcept {
        while (!taken_.take()) sched_yield();
    }
    /// In the child: what its parent had open.
    void shut() noexcept {
        for (sqlite_open_file* each = first_; each; each = each->next) {
            each->is_inherited = true;
            if (each->of) *each->of = {nullptr, true};
        }
        taken_.release();
    }

    exclusive_flag taken_{};
    sqlite_open_file* first_ = nullptr;
};

#endif

} // namespace detail
} // namespace v0
} // namespace refract
