// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/sqlite_catalog.hpp>
#include <refract/driver/sqlite_cell.hpp>
#include <refract/driver/sqlite_commands.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/driver/sqlite_forks.hpp>
#include <refract/driver/sqlite_kept_rows.hpp>
#include <refract/driver/sqlite_list.hpp>
#include <refract/driver/sqlite_time.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

class sqlite_statement;
/// The statements of a connection that are streamed.
struct sqlite_streams : plain_array<sqlite_statement*> {
    const sqlite_handle* of = nullptr;
};

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
        if (streams_->of && streams_->of->is_inherited) handle_ = nullptr; // to end it might write, or undo
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

} // namespace detail
} // namespace v0
} // namespace refract
