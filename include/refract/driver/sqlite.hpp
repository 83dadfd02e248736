// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/sqlite_catalog.hpp>
#include <refract/driver/sqlite_cell.hpp>
#include <refract/driver/sqlite_commands.hpp>
#include <refract/driver/sqlite_define.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/driver/sqlite_functions.hpp>
#include <refract/driver/sqlite_kept_rows.hpp>
#include <refract/driver/sqlite_list.hpp>
#include <refract/driver/sqlite_time.hpp>
#include <refract/driver/sqlite_trips.hpp>
#include <refract/driver/transaction_text.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

class sqlite_statement;
/// The statements of a connection that are streamed.
using sqlite_streams = plain_array<sqlite_statement*>;

/// A prepared statement of SQLite.
class sqlite_statement {
public:
    sqlite_statement() = default;
    sqlite_statement(sqlite3* connection, sqlite3_stmt* handle, sqlite_streams* streams = nullptr)
        : connection_(connection), handle_(handle), streams_(streams) {}
    sqlite_statement(sqlite_statement&& other) noexcept
        : connection_(other.connection_), handle_(std::exchange(other.handle_, nullptr)),
          key_checked_(other.key_checked_), counts_rows_(other.counts_rows_), copies_(other.copies_),
          bytes_at_(std::move(other.bytes_at_)), streams_(other.streams_) {}
    sqlite_statement& operator=(sqlite_statement&& other) noexcept {
        std::swap(connection_, other.connection_);
        std::swap(handle_, other.handle_);
        std::swap(streams_, other.streams_);
        std::swap(key_checked_, other.key_checked_);
        std::swap(counts_rows_, other.counts_rows_);
        bytes_at_.swap(other.bytes_at_);
        return *this;
    }
    ~sqlite_statement() {
        leave_streams();
        sqlite3_finalize(handle_);
    }

    void begin(bool streamed) {
        copies_ = streamed;
        if (!streamed || !streams_) return;
        send(); // a stream may write: RETURNING
        streams_->push_back(this);
        is_stream_ = true;
    }
    /// Says that the rows of this stream are looked into: they cannot be taken into memory.
    void refuse_to_keep() { is_viewed_ = true; }

    void bind(int position, bool value) { check(sqlite3_bind_int(handle_, position, value ? 1 : 0)); }
    void bind(int position, std::int16_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int32_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int64_t value) { check(sqlite3_bind_int64(handle_, position, value)); }
    void bind(int position, float value) { bind(position, static_cast<double>(value)); }
    void bind(int position, double value) {
        if (__builtin_isnan(value)) throw conversion_error("SQLite cannot store NaN: it would become NULL");
        check(sqlite3_bind_double(handle_, position, value));
    }
    void bind(int position, std::string_view value) {
        // A view without an address would be NULL, not empty text.
        check(sqlite3_bind_text64(handle_, position, value.data() ? value.data() : "", value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind(int position, std::string&& value) { bind_copy(position, value); }
    void bind(int position, wire::bytes value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC));
    }
    /// Bytes that a codec has made: they die before the statement runs.
    void bind(int position, std::vector<std::byte>&& value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT));
    }
    void bind(int position, wire::made_json&& value) { bind_copy(position, value.text); }
    /// What is text with a meaning is text here.
    template <text_wire Wire> void bind(int position, const Wire& value) {
        if constexpr (requires { wire_row<Wire>::text_to_store(value.text); })
            bind_copy(position, wire_row<Wire>::text_to_store(value.text)); // the codec made the text for the call
        else
            bind(position, value.text);
    }
    void bind(int position, wire::interval value) { bind(position, value.microseconds); }
    void bind(int position, wire::timestamp value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::date value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::time value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, const wire::uuid& value) {
        if (bytes_at_.empty() || !takes_bytes(position)) return bind_copy(position, uuid{value.bytes}.to_string());
        check(sqlite3_bind_blob64(handle_, position, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
    }
    void bind(int position, wire::decimal value) {
        check_sqlite_decimal(value);
        bind(position, static_cast<double>(value.coefficient) / static_cast<double>(power_of_ten(value.scale)));
    }
    template <class Item> void bind(int, const wire::list<Item>&) { throw conversion_error("SQLite has no arrays"); }
    void bind_null(int position) { check(sqlite3_bind_null(handle_, position)); }
    template <class Wire> void bind_list(int position, const wire::list_items<Wire>& list) {
        std::string text = "[";
        json_list_writer writer{text};
        for (const auto& item : list) {
            if (text.size() > 1) text += ',';
            if constexpr (std::is_same_v<Wire, bool> || std::is_integral_v<Wire>)
                writer.put(static_cast<std::int64_t>(item.value));
            else if constexpr (std::is_floating_point_v<Wire>)
                writer.put(static_cast<double>(item.value));
            else
                writer.put(item.value);
        }
        text += ']';
        bind_copy(position, text);
    }

    /// SQLite runs in the program: its work is done in `step`. Streams keep the rows that were there before a write.
    void send() {
        if (streams_ && !streams_->empty() && !sqlite3_stmt_readonly(handle_)) [[unlikely]]
            keep_all(*streams_);
    }
    bool step() {
        if (is_apart_) [[unlikely]]
            return step_apart();
        const int result = sqlite3_step(handle_);
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        fail(result);
    }
    /// Of what touches no rows, the connection would tell an earlier write's.
    std::int64_t changes() const { return counts_rows_ ? sqlite3_changes64(connection_) : 0; }
    /// Refuses an insert that leaves its key to the database where the database makes none, so that the key that
    /// comes back is the row's. Asks once, and again when SQLite has prepared the statement anew.
    REFRACT_INLINE void check_made_key(const table_info& table, std::string_view column, bool has_run = false) {
        const int prepared = 1 + sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_REPREPARE, 0);
        if (key_checked_ != prepared) [[unlikely]]
            ask_made_key(prepared, table, column, has_run);
    }
    bool commits_in_last_step() const { return sqlite3_stmt_readonly(handle_) == 0; }
    bool knows_key() const { return key_checked_ != 0; } ///< that was asked before
    /// Whether `changes` counts nothing because the rows went through a view.
    bool writes_view(const table_info& table) const { return sqlite_is_view(connection_, table); }
    sqlite_row row() const { return {kept_ ? kept_->statement() : handle_}; }
    int column_count() const { return sqlite3_column_count(handle_); }
    std::string_view column_name(int column) const { return sqlite_column_name(handle_, column); }
    std::string_view sql() const { return handle_ ? sqlite3_sql(handle_) : ""; }
    void reset() noexcept {
        leave_streams();
        sqlite3_reset(handle_);
    }
    /// Takes what is left of each stream into memory.
    static void keep_all(const sqlite_streams& streams) {
        for (sqlite_statement* each : streams) each->keep_rest();
    }
    /// The same before what is rolled back goes: SQLite would read on without it. Nothing stops a rollback; a stream
    /// that could not be kept fails at its next row.
    static void leave_transaction(const sqlite_streams& streams) noexcept {
        for (sqlite_statement* each : streams) {
            try {
                each->keep_rest();
            } catch (...) {
                sqlite3_reset(each->handle_);
                each->is_apart_ = true;
            }
        }
    }

    /// Notes whether it counts rows, and which placeholders are UUIDs that their columns store as bytes.
    void note(const ready_statement& text) {
        counts_rows_ = sqlite3_stmt_readonly(handle_) == 0 && sqlite_counts_rows(text.text());
        for (int i = 0; i < text.parameter_count; ++i)
            if (text.parameters[i].as_bytes) bytes_at_.push_back(i + 1);
    }

private:
    [[gnu::cold, gnu::noinline]] void ask_made_key(int prepared, const table_info& table, std::string_view column,
                                                   bool has_run) {
        key_checked_ = 0; // the next insert asks before it runs
        if (!sqlite_makes_key(connection_, table, column)) throw_key_is_not_made(table, column, sql(), has_run);
        key_checked_ = prepared;
    }
    void keep_rest() {
        if (is_apart_ || !sqlite3_stmt_busy(handle_)) return;
        if (is_viewed_)
            throw error(
                "a stream whose rows look into the database (std::string_view, std::span) is open, and this would "
                "write: stream rows of std::string, or read all() of them first");
        kept_ = owner<sqlite_kept_rows>(new sqlite_kept_rows(connection_, handle_));
        is_apart_ = true;
        sqlite3_reset(handle_);
    }
    [[gnu::cold, gnu::noinline]] bool step_apart() { return kept_ ? kept_->step() : throw_sqlite_rows_are_gone(sql()); }
    void leave_streams() noexcept {
        if (!is_stream_) [[likely]]
            return;
        streams_->remove(this);
        is_stream_ = is_viewed_ = is_apart_ = false;
        kept_.reset();
    }
    bool takes_bytes(int position) const {
        for (const int each : bytes_at_)
            if (each == position) return true;
        return false;
    }
    void bind_copy(int position, std::string_view value) {
        check(sqlite3_bind_text64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void check(int result) {
        if (result != SQLITE_OK) [[unlikely]]
            fail(result);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(int result) {
        throw_sqlite_error(connection_, result, sql(), sqlite_stage::run);
    }

    sqlite3* connection_ = nullptr;
    sqlite3_stmt* handle_ = nullptr;
    int key_checked_ = 0; ///< which preparation of the statement; 0: none
    bool counts_rows_ = false, copies_ = false, is_stream_ = false, is_viewed_ = false;
    bool is_apart_ = false; ///< the stream no longer reads from SQLite
    plain_array<int> bytes_at_{};
    sqlite_streams* streams_ = nullptr;
    owner<sqlite_kept_rows> kept_{};
};

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
        const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
        if (result != SQLITE_OK) fail_to_open_sqlite(handle_, result, path);
        try {
            configure(options, path);
        } catch (const connection_error& failure) { // none is lost: there was none yet
            sqlite3_close_v2(handle_);
            throw connection_error(
                error_details{.message = failure.message(), .sql = failure.sql(), .code = failure.code()});
        } catch (...) {
            sqlite3_close_v2(handle_);
            throw;
        }
    }
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    // Statements that still stream keep the file open until they end (close_v2).
    ~sqlite_connection() { close(); }
    void close() noexcept {
        commands_.clear();
        sqlite3_close_v2(std::exchange(handle_, nullptr));
    }

    bool is_open() const noexcept { return handle_ != nullptr; }
    void accept_any_name() { accept_any_collation(handle_), missed_.emplace(); } ///< for one that describes others

    sqlite_statement prepare(const ready_statement& text, bool cached) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v3(handle_, text.sql, static_cast<int>(text.size) + 1,
                                              cached ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, &tail);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, text.text(), sqlite_stage::prepare);
        sqlite_statement made(handle_, prepared, &streams_);
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
        run_sqlite_script(handle_, text.c_str(), missed_, [this](const char* one) { return execute_one(one); });
    }

    /// Statements that still run at that moment are a `timeout`; null: they may take as long as they like.
    void interrupt_at(std::chrono::steady_clock::time_point* moment) noexcept {
        using clock = std::chrono::steady_clock;
        const auto is_over = [](void* end) { return clock::now() > *static_cast<clock::time_point*>(end) ? 1 : 0; };
        constexpr int steps_between = 1000; // some microseconds
        sqlite3_progress_handler(handle_, moment ? steps_between : 0, is_over, moment);
    }

    /// A command of transactions: it is kept prepared.
    void command(const char* text) {
        if (!streams_.empty() && sqlite_rolls_back(text)) [[unlikely]]
            sqlite_statement::leave_transaction(streams_);
        commands_.run(handle_, text);
    }

    void begin(const transaction_options& options) {
        end_read_only(); // of a transaction that has ended without its object
        if (options.read_only) {
            reads_only_ = read_number("PRAGMA query_only") == 0;    // else it is the program's own
            if (reads_only_) execute_one("PRAGMA query_only = ON"); // takes effect when it is prepared: cannot be kept
        }
        try {
            if (options.immediate && !options.read_only)
                commands_.begin_immediate(handle_);
            else
                command("BEGIN");
        } catch (...) {
            end_read_only();
            throw;
        }
        has_begun_ = true;
    }
    void commit() {
        for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(handle_, each));)
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
    bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }
    std::int64_t last_key() const noexcept { return sqlite3_last_insert_rowid(handle_); }
    /// The rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// Gives a function of SQL its C++, which lives as long as the connection or until it is given another.
    template <class Function, class... Part> void define(const Function&, Part... part) {
        using check = check_implementation<Function, Part...>;
        require<check>();
        if constexpr (is_passed<check>)
            define_sqlite_function(handle_, make_sqlite_definition<Function>(std::move(part)...));
    }

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    sqlite3* native() const noexcept { return handle_; }

private:
    /// Runs the first statement of a script; what stands behind it.
    const char* execute_one(const char* script) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v2(handle_, script, -1, &prepared, &tail);
        sqlite_statement one(handle_, prepared);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, script, sqlite_stage::prepare);
        if (!prepared) return tail; // a comment
        check_sqlite_placeholders(prepared, 0, script);
        // BEGIN IMMEDIATE writes nothing yet.
        if (!streams_.empty() && !sqlite3_stmt_readonly(prepared) && !std::string_view(script).starts_with("BEGIN"))
            sqlite_statement::keep_all(streams_);
        if (!streams_.empty() && sqlite_rolls_back(script)) sqlite_statement::leave_transaction(streams_);
        // What is no write leaves the count of an earlier one as it is.
        const std::int64_t before = sqlite3_total_changes64(handle_);
        while (one.step()) {}
        changes_ = sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
        return tail;
    }
    /// SQLite prepares the first statement of a text and leaves the rest: it would never run.
    void check_tail(const ready_statement& text, const char* tail) {
        const char* const end = text.sql + text.size;
        while (tail != end) {
            if (*tail == '\0')
                refuse_sqlite_text(text.text(), "a statement holds a NUL character, where SQLite would stop reading");
            sqlite3_stmt* next = nullptr;
            const int result = sqlite3_prepare_v3(handle_, tail, static_cast<int>(end - tail) + 1, 0, &next, &tail);
            sqlite3_finalize(next);
            // Comments and blanks are nothing.
            if (next || result != SQLITE_OK)
                refuse_sqlite_text(text.text(), "there are several statements in the text; run them as a script");
        }
    }
    void configure(const sqlite::options& options, const std::string& path) {
        constexpr std::int64_t longest = std::numeric_limits<int>::max();
        const auto wait = options.busy_timeout.count();
        sqlite3_busy_timeout(handle_, static_cast<int>(wait < longest ? wait : longest));
        // A quoted name that is no column would be a text: "typo" instead of an error.
        // Source: https://sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        add_sqlite_functions(handle_);
        execute(options.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        if (!options.read_only) check_writable(path);
        // Also the first read of the file: what is no database is found here, not at the first query.
        const bool is_new = read_number("PRAGMA page_count") == 0;
        execute("SELECT count(*) FROM sqlite_schema");
        if (options.read_only || (options.journal == sqlite::journal::unchanged && !is_new)) return;
        set_journal(options.journal == sqlite::journal::rollback ? "PRAGMA journal_mode = DELETE"
                                                                 : "PRAGMA journal_mode = WAL",
                    wait);
    }
    /// SQLite opens a file that may not be written for reading, and would say so at the first write.
    void check_writable(const std::string& path) {
        const char* const name = sqlite3_db_filename(handle_, "main");
        if (sqlite3_db_readonly(handle_, "main") != 1) return;
        const char* const mode = name ? sqlite3_uri_parameter(name, "mode") : nullptr;
        if ((mode && std::string_view(mode) == "ro") || (name && sqlite3_uri_boolean(name, "immutable", 0))) return;
        throw connection_error(error_details{
            .message =
                join_text({"the SQLite database \"", path, "\" may not be written; open it with read_only = true"}),
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
        if (!reads_only_) return;
        execute_one("PRAGMA query_only = OFF");
        reads_only_ = false; // not before: it is tried again
    }
    sqlite3* handle_ = nullptr;
    std::int64_t changes_ = 0;
    bool reads_only_ = false;
    bool has_begun_ = false; ///< a transaction, which SQL of the program must not exchange for another one
    std::optional<std::string> missed_{};
    sqlite_commands commands_{};
    sqlite_streams streams_{};
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
