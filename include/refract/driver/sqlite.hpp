// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/join_text.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/sqlite_commands.hpp>
#include <refract/driver/sqlite_define.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/driver/sqlite_functions.hpp>
#include <refract/driver/sqlite_statement.hpp>
#include <refract/driver/sqlite_trips.hpp>
#include <refract/driver/transaction_text.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace sqlite {

/// How changes reach the file: it keeps this for good, for all programs.
enum class journal : std::uint8_t {
    unchanged, ///< a file that is there keeps what it has; a new one gets the write-ahead log
    wal,       ///< readers and one writer work at once
    rollback,
};

/// How a database file is opened.
struct options {
    bool read_only = false;
    bool create = true; ///< make the file if there is none
    bool foreign_keys = true;
    /// How long to wait for another connection's lock before `busy` is thrown.
    std::chrono::milliseconds busy_timeout{5000};
    /// A file that is there is converted only when this says so; databases in memory have no journal.
    sqlite::journal journal = sqlite::journal::unchanged;
};

} // namespace sqlite

namespace detail {

/// A connection to SQLite, opened without its mutex: one thread at a time uses it.
class sqlite_connection {
public:
    using dialect = refract::dialect::sqlite;
    static constexpr bool calls_the_program = true;

    sqlite_connection(const std::string& path, const sqlite::options& options) {
        check_sqlite_path(path);
        // Without the flag, what "file:" means would depend on how SQLite was built.
        int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
        flags |= options.read_only ? SQLITE_OPEN_READONLY
                                   : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
        const int result = sqlite3_open_v2(path.c_str(), &own_.handle, flags, nullptr);
        if (result != SQLITE_OK) fail_to_open_sqlite(own_.handle, result, path);
        streams_.of = &own_;
        try {
            watch_forks();
            configure(options);
        } catch (const connection_error& failure) {
            close();
            throw_sqlite_not_opened(path, failure.message(), std::string(failure.code()));
        } catch (const error& failure) {
            close();
            if (!is_sqlite_read_only(failure)) throw;
            throw_sqlite_not_opened(path, failure.message(), std::string(failure.code()));
        } catch (...) {
            close();
            throw;
        }
    }
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    // Statements that still stream keep the file open until they end (close_v2).
    ~sqlite_connection() { close(); }
    void close() noexcept {
        commands_.clear();
        sqlite3_close_v2(std::exchange(own_.handle, nullptr));
#ifdef REFRACT_HAS_FORK
        sqlite_open_files::here().remove(std::exchange(file_, nullptr));
#endif
    }

    bool is_open() const noexcept { return own_.handle != nullptr; }
    /// Why it is not open, where a fork has shut it; null: it was closed.
    const char* why_shut() const noexcept { return own_.is_inherited ? sqlite_is_inherited : nullptr; }
    void accept_any_name() { accept_any_collation(own_.handle), missed_.emplace(); } ///< for one that describes others

    sqlite_statement prepare(const ready_statement& text, bool cached) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v3(own_.handle, text.sql, static_cast<int>(text.size) + 1,
                                              cached ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, &tail);
        if (result != SQLITE_OK) throw_sqlite_error(own_.handle, result, text.text(), sqlite_stage::prepare);
        sqlite_statement made(own_.handle, prepared, &streams_);
        if (!prepared) refuse_sqlite_text(text.text(), "the statement is empty");
        check_sqlite_placeholders(prepared, text.parameter_count, text.text());
        if (tail != text.sql + text.size) check_tail(text, tail);
        made.note(text);
        return made;
    }

    void execute(std::string_view script) {
        const std::string text(script);
        if (text.find('\0') != std::string::npos)
            throw syntax_error("a script holds a NUL character, where SQLite would stop reading");
        if (has_begun_ && in_transaction()) refuse_change_of_transaction(script);
        changes_ = 0;
        run_sqlite_script(own_.handle, text.c_str(), missed_, [this](const char* one) { return execute_one(one); });
    }

    /// Statements that still run at that moment are a `timeout`; null: they may take as long as they like.
    void interrupt_at(std::chrono::steady_clock::time_point* moment) noexcept {
        using clock = std::chrono::steady_clock;
        const auto is_over = [](void* end) { return clock::now() > *static_cast<clock::time_point*>(end) ? 1 : 0; };
        constexpr int steps_between = 1000; // some microseconds
        sqlite3_progress_handler(own_.handle, moment ? steps_between : 0, is_over, moment);
    }

    /// A command of transactions: it is kept prepared.
    void command(const char* text) {
        if (!streams_.empty() && sqlite_rolls_back(text)) [[unlikely]]
            sqlite_statement::leave_transaction(streams_);
        commands_.run(own_.handle, text);
    }

    void begin(const transaction_options& options) {
        end_read_only(); // of a transaction that has ended without its object
        if (options.read_only) {
            reads_only_ = read_number("PRAGMA query_only") == 0;    // else it is the program's own
            if (reads_only_) execute_one("PRAGMA query_only = ON"); // takes effect when it is prepared: cannot be kept
        }
        try {
            if (options.immediate && !options.read_only)
                commands_.begin_immediate(own_.handle);
            else
                command("BEGIN");
        } catch (...) {
            end_read_only();
            throw;
        }
        has_begun_ = true;
    }
    void commit() {
        for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(own_.handle, each));)
            if (sqlite3_stmt_busy(each) && !sqlite3_stmt_readonly(each))
                throw error(
                    "the rows of a RETURNING are still being read, and SQLite cannot commit before; read them to the end, or all() of them");
        command("COMMIT");
        has_begun_ = false;
        end_read_only();
    }
    void rollback() {
        // SQLite rolls back by itself on some errors (a full disk, for one); then nothing is left to do.
        if (in_transaction()) command("ROLLBACK");
        has_begun_ = false;
        end_read_only();
    }
    bool in_transaction() const noexcept { return own_.handle && sqlite3_get_autocommit(own_.handle) == 0; }
    std::int64_t last_key() const noexcept { return sqlite3_last_insert_rowid(own_.handle); }
    /// The rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// Gives a function of SQL its C++, which lives as long as the connection or until it is given another.
    template <class Function, class... Part> void define(const Function&, Part... part) {
        using check = check_implementation<Function, Part...>;
        require<check>();
        if constexpr (is_passed<check>)
            define_sqlite_function(own_.handle, make_sqlite_definition<Function>(std::move(part)...));
    }

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    sqlite3* native() const noexcept { return own_.handle; }

private:
    /// Runs the first statement of a script; what stands behind it.
    const char* execute_one(const char* script) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v2(own_.handle, script, -1, &prepared, &tail);
        sqlite_statement one(own_.handle, prepared);
        if (result != SQLITE_OK) throw_sqlite_error(own_.handle, result, script, sqlite_stage::prepare);
        if (!prepared) return tail; // a comment
        check_sqlite_placeholders(prepared, 0, script);
        // BEGIN IMMEDIATE writes nothing yet.
        if (!streams_.empty() && !sqlite3_stmt_readonly(prepared) && !std::string_view(script).starts_with("BEGIN"))
            sqlite_statement::keep_all(streams_);
        if (!streams_.empty() && sqlite_rolls_back(script)) sqlite_statement::leave_transaction(streams_);
        // What is no write leaves the count of an earlier one as it is.
        const std::int64_t before = sqlite3_total_changes64(own_.handle);
        while (one.step()) {}
        changes_ = sqlite3_total_changes64(own_.handle) == before ? 0 : sqlite3_changes64(own_.handle);
        return tail;
    }
    /// SQLite prepares the first statement of a text and leaves the rest: it would never run.
    void check_tail(const ready_statement& text, const char* tail) {
        const char* const end = text.sql + text.size;
        while (tail != end) {
            if (*tail == '\0')
                refuse_sqlite_text(text.text(), "a statement holds a NUL character, where SQLite would stop reading");
            sqlite3_stmt* next = nullptr;
            const int result = sqlite3_prepare_v3(own_.handle, tail, static_cast<int>(end - tail) + 1, 0, &next, &tail);
            sqlite3_finalize(next);
            // Comments and blanks are nothing.
            if (next || result != SQLITE_OK)
                refuse_sqlite_text(text.text(), "there are several statements in the text; run them as a script");
        }
    }
    void watch_forks() {
#ifdef REFRACT_HAS_FORK
        sqlite_open_files& files = sqlite_open_files::here();
        if (files.has_inherited(own_.handle)) throw connection_error(sqlite_file_is_inherited);
        file_ = files.add(own_);
#endif
    }
    void configure(const sqlite::options& options) {
        constexpr std::int64_t longest = std::numeric_limits<int>::max();
        const auto wait = options.busy_timeout.count();
        sqlite3_busy_timeout(own_.handle, static_cast<int>(wait < longest ? wait : longest));
        // A quoted name that is no column would be a text: "typo" instead of an error.
        // Source: https://sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
        sqlite3_db_config(own_.handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(own_.handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        add_sqlite_functions(own_.handle);
        execute(options.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        if (!options.read_only) check_writable();
        // Also the first read of the file: what is no database is found here, not at the first query.
        const bool is_new = read_number("PRAGMA page_count") == 0;
        execute("SELECT count(*) FROM sqlite_schema");
        if (options.read_only || (options.journal == sqlite::journal::unchanged && !is_new)) return;
        set_journal(options.journal == sqlite::journal::rollback ? "PRAGMA journal_mode = DELETE"
                                                                 : "PRAGMA journal_mode = WAL",
                    wait);
    }
    /// SQLite opens a file that may not be written for reading, and would say so at the first write.
    void check_writable() {
        const char* const name = sqlite3_db_filename(own_.handle, "main");
        if (sqlite3_db_readonly(own_.handle, "main") != 1) return;
        const char* const mode = name ? sqlite3_uri_parameter(name, "mode") : nullptr;
        if ((mode && std::string_view(mode) == "ro") || (name && sqlite3_uri_boolean(name, "immutable", 0))) return;
        throw connection_error(error_details{.message = "it may not be written; open it with read_only = true",
                                             .code = std::to_string(SQLITE_READONLY)});
    }
    std::int64_t read_number(const char* sql) {
        sqlite_statement one = prepare({.sql = sql, .size = std::string_view(sql).size()}, false);
        return one.step() ? one.row().cell(0).read<std::int64_t>() : 0;
    }
    /// SQLite does not wait for others while it changes the journal, so this does.
    void set_journal(const char* pragma, std::int64_t milliseconds) {
        for (;;) {
            try {
                return execute(pragma);
            } catch (const busy&) {
                if (milliseconds <= 0) throw;
                milliseconds -= sqlite3_sleep(milliseconds < 5 ? static_cast<int>(milliseconds) : 5);
            }
        }
    }
    void end_read_only() {
        if (!reads_only_ || !own_.handle) return;
        execute_one("PRAGMA query_only = OFF");
        reads_only_ = false; // not before: it is tried again
    }
    sqlite_handle own_{};
    std::int64_t changes_ = 0;
    bool reads_only_ = false;
    bool has_begun_ = false; ///< a transaction, which SQL of the program must not exchange for another one
    std::optional<std::string> missed_{};
    sqlite_commands commands_{};
    sqlite_streams streams_{};
#ifdef REFRACT_HAS_FORK
    sqlite_open_file* file_ = nullptr;
#endif
};

/// SQLite, for the client.
struct sqlite_driver {
    using dialect = refract::dialect::sqlite;
    using options = refract::sqlite::options;
    using connection = sqlite_connection;
    using statement = sqlite_statement;
    using trip_counter = sqlite_trip_counter;
    /// So many rows of a tree are asked by a statement for each what is below them: it costs less than a list.
    static constexpr std::size_t most_single_keys = 16;
    static constexpr bool knows_last_key = true;
    static constexpr std::size_t rows_per_insert = 50; // measured: 0.59 of single rows, 500 are slower
};
static_assert(database_driver<sqlite_driver>);

} // namespace detail
} // namespace v0
} // namespace refract
