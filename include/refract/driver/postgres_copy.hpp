// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_copy_text.hpp>
#include <refract/driver/postgres_rows.hpp>
#include <refract/driver/postgres_text.hpp>
#include <refract/driver/postgres_wire.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Rows on their way into a table, by COPY in binary: the fastest way that PostgreSQL has.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order, `end_row`; in the end
/// `finish`, which gives the count of rows. Nothing is written before that: an object that dies
/// without it takes everything back. Until then the connection does nothing else.
/// Errors: those of an insert. A failure may show only in a later call, at the latest in `finish`.
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
class postgres_copy {
public:
    postgres_copy(const postgres_link_owner& link, std::string_view sql, std::span<const sql_type> columns)
        : link_(link), sql_(sql) {
        types_.reserve(columns.size());
        bool is_uncertain = false;
        for (const sql_type& column : columns) {
            types_.push_back(postgres_item_type(column));
            is_uncertain |= needs_type(column);
        }
        link_->make_ready(sql_);
        link_->keep_encoding(sql_, "; nothing was copied");
        postgres_result answer(PQexec(link_->handle, compare_once(columns, is_uncertain)));
        if (answer.status() != PGRES_COPY_IN) refuse(answer);
        link_->copying = true;
        // Where sending does not block, libpq would keep what the server has not taken.
        if (link_->waits_outside) PQsetnonblocking(link_->handle, 0);
        buffer_.room(flush_size + flush_size / 2);
        if (as_text_) return;
        buffer_.put("PGCOPY\n\377\r\n\0", 11);
        buffer_.put_number(std::int32_t{0}); // flags
        buffer_.put_number(std::int32_t{0}); // length of what else the head holds
    }
    postgres_copy(postgres_copy&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), types_(std::move(other.types_)),
          buffer_(std::move(other.buffer_)), as_text_(other.as_text_), asking_(std::move(other.asking_)),
          known_types_(std::move(other.known_types_)), refused_line_(other.refused_line_) {}
    postgres_copy& operator=(postgres_copy&&) = delete;
    ~postgres_copy() {
        if (is_open()) end("the program gave the copy up");
    }

    void begin_row() {
        if (!as_text_) buffer_.put_number(static_cast<std::int16_t>(types_.size()));
    }
    /// `position` counts from 1 as in statements, and must come in order.
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        if (as_text_) [[unlikely]]
            return append_text(position, postgres_text_of(value));
        append_postgres_field(buffer_, types_[static_cast<std::size_t>(position - 1)], value);
    }
    REFRACT_INLINE void bind(int position, std::string_view value) { append_long(position, value, value.size()); }
    void bind(int position, wire::bytes value) { append_long(position, value, value.size()); }
    void bind(int position, wire::json value) { append_long(position, value, value.text.size()); }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, wire::made_json&& value) { bind(position, wire::json{value.text}); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int position) {
        if (!as_text_) return buffer_.put_number(std::int32_t{-1});
        if (position > 1) buffer_.put("\t", 1);
        buffer_.put("\\N", 2);
    }
    void end_row() {
        if (as_text_) buffer_.put("\n", 1);
        if (buffer_.size() >= flush_size) flush();
    }

    /// Ends the copy; gives the count of rows written.
    std::int64_t finish() {
        if (!as_text_) buffer_.put_number(std::int16_t{-1});
        flush();
        postgres_result types;
        postgres_result answer = end(nullptr, &types);
        take_types(types);
        if (answer.status() != PGRES_COMMAND_OK) fail(answer);
        if (types.get() && types.status() != PGRES_TUPLES_OK) throw_postgres_error(link_->handle, types, sql_);
        return count_of_rows(answer);
    }
    /// The row, from 1, of which the server has refused a value; 0 where it is none.
    std::size_t refused_line() const { return refused_line_; }

private:
    static constexpr std::size_t flush_size = 64 * 1024; // larger ones are not faster

    bool is_open() const { return link_ && link_->handle && link_->copying && link_->is_ours(); }

    /// What is sent at once may end anywhere, and must be shorter than the longest message.
    template <class Wire> REFRACT_INLINE void append_long(int position, const Wire& value, std::size_t size) {
        if (as_text_) [[unlikely]]
            append_text(position, postgres_text_of(value));
        else
            append_postgres_field(buffer_, types_[static_cast<std::size_t>(position - 1)], value);
        if (size >= flush_size) [[unlikely]]
            flush();
    }
    [[gnu::noinline]] void append_text(int position, std::string_view text) {
        if (position > 1) buffer_.put("\t", 1);
        append_postgres_copy_text(buffer_, text);
    }

    static bool needs_type(const sql_type& column) {
        return column.of_column || column.kind == type_kind::json || column.kind == type_kind::array;
    }
    /// Compares the columns, or asks behind the rows whether they are those of the last time: another program may
    /// alter a table between two copies, and only a transaction can be taken back then. Gives what to send.
    const char* compare_once(std::span<const sql_type> columns, bool is_uncertain) {
        const bool is_in_transaction = link_->in_transaction();
        for (const postgres_compared_copy& each : link_->compared_copies)
            if (is_in_transaction && each.sql == sql_) {
                known_types_ = each.types;
                return each.asking.c_str();
            }
        const postgres_copy_parts parts = split_postgres_copy(sql_);
        if (parts.table.empty()) return sql_.c_str();
        compare_types(columns, postgres_select_of_copy(parts));
        if (!is_in_transaction || is_uncertain || parts.columns.empty()) return sql_.c_str();
        asking_ = sql_ + postgres_types_of_copy(parts.table);
        return asking_.c_str();
    }
    /// What the server has said of the columns behind the rows.
    void take_types(const postgres_result& answer) {
        const std::string_view types = read_postgres_answer(answer);
        if (!asking_.empty() && !types.empty()) remember(types);
        if (known_types_.empty() || types == known_types_) [[likely]]
            return;
        // Also where the rows have failed: they may have been bits of other types.
        link_->compared_copies.clear();
        if (answer.status() != PGRES_TUPLES_OK) return;
        if (have_postgres_types(split_postgres_copy(sql_).columns, known_types_, types)) return;
        throw schema_mismatch(
            error_details{.message = "another program has given columns of the table other types since they were "
                                     "compared; nothing was copied, run it again",
                          .sql = sql_,
                          .can_retry = true});
    }
    void remember(std::string_view types) {
        constexpr std::size_t many = 64;
        if (link_->compared_copies.size() >= many) link_->compared_copies.clear();
        link_->compared_copies.push_back({sql_, asking_, std::string(types)});
    }
    /// Asks what the columns are. The server takes the binary form of a value for one of whatever type its column has:
    /// the bits of a number would be those of a time. Of some only the database knows the type: json and jsonb differ
    /// in their binary form, and that of an array holds the number of its items' type. The rows go as text if the
    /// binary form of a column whose type the model spells is not known.
    void compare_types(std::span<const sql_type> columns, const std::string& select) {
        const postgres_result shape = describe_postgres_rows(link_->handle, select.c_str());
        if (shape.status() != PGRES_COMMAND_OK) {
            if (link_->is_idle()) return; // the copy itself will tell why
            throw_postgres_error(link_->handle, shape, select);
        }
        if (static_cast<std::size_t>(PQnfields(shape.get())) != types_.size()) return;
        for (std::size_t i = 0; i < types_.size(); ++i) compare_type(columns[i], i, shape);
        constexpr std::string_view binary = " (FORMAT binary)";
        if (as_text_ && sql_.ends_with(binary)) sql_.resize(sql_.size() - binary.size());
    }
    void compare_type(const sql_type& column, std::size_t index, const postgres_result& shape) {
        const int at = static_cast<int>(index);
        const postgres_oid found = PQftype(shape.get(), at);
        postgres_oid read_as = found;
        if (found >= oid::first_of_users && link_->is_text_type(found, sql_))
            read_as = oid::text;
        else if (found >= oid::first_of_users && link_->is_text_array(found, sql_))
            read_as = oid::text_array;
        const bool is_good = postgres_accepts(column, read_as);
        if (!is_good && !column.of_column)
            throw schema_mismatch(error_details{
                .message = "column " + std::to_string(at + 1) + " \"" + PQfname(shape.get(), at) + "\" is " +
                           link_->type_name(found) + ", the field is sent as " + postgres_wanted_text(column.kind),
                .sql = sql_});
        if (!needs_type(column)) return;
        as_text_ = as_text_ || !is_good;
        types_[index] = column.kind == type_kind::array && is_good ? item_type(found) : found;
    }
    postgres_oid item_type(postgres_oid array) {
        if (is_postgres_array(array))
            for (const postgres_type_info& type : postgres_types)
                if (type.array == array) return type.number;
        const std::string question = "SELECT typelem FROM pg_catalog.pg_type WHERE oid = " + std::to_string(array);
        const postgres_result answer(PQexec(link_->handle, question.c_str()));
        if (answer.is_failure()) throw_postgres_error(link_->handle, answer, sql_);
        postgres_oid item = oid::none;
        const std::string_view text = read_postgres_answer(answer);
        std::from_chars(text.data(), text.data() + text.size(), item);
        return item;
    }

    [[gnu::noinline]] void flush() {
        if (link_->handle && !link_->is_ours()) throw_postgres_forked(sql_);
        if (!is_open()) throw_postgres_closed(sql_);
        constexpr std::size_t longest = 64 * 1024 * 1024;
        int sent = 1;
        for (std::size_t at = 0; sent == 1 && at < buffer_.size(); at += longest) {
            const std::size_t rest = buffer_.size() - at;
            sent = PQputCopyData(link_->handle, buffer_.data() + at, static_cast<int>(rest < longest ? rest : longest));
        }
        buffer_.clear();
        if (sent == 1) return;
        link_->compared_copies.clear(); // bits of other types, for one
        fail(end(nullptr));             // the reason is what the server said last, if it said anything
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(const postgres_result& answer) {
        if (answer.field(PG_DIAG_SQLSTATE).starts_with("22"))
            refused_line_ = find_copied_value(answer.field(PG_DIAG_CONTEXT), sql_).line;
        throw_postgres_error(link_->handle, answer, sql_);
    }
    /// Ends it well, or with a reason for giving up; the server's answer, and that to what was asked behind it.
    postgres_result end(const char* reason, postgres_result* types = nullptr) {
        link_->copying = false;
        PQputCopyEnd(link_->handle, reason);
        postgres_result answer(PQgetResult(link_->handle));
        if (types && answer.status() == PGRES_COMMAND_OK) types->reset(next_postgres_result(link_->handle));
        discard_postgres_results(link_->handle);
        if (link_->waits_outside) PQsetnonblocking(link_->handle, 1);
        return answer;
    }
    [[noreturn]] void refuse(const postgres_result& answer) {
        finish_postgres_copy(link_->handle, answer.status());
        discard_postgres_results(link_->handle);
        if (answer.is_failure()) throw_postgres_error(link_->handle, answer, sql_);
        throw error(error_details{.message = "the statement is not a COPY ... FROM STDIN", .sql = sql_});
    }

    postgres_link_owner link_;
    std::string sql_;
    std::vector<postgres_oid> types_{};
    postgres_buffer buffer_{};
    bool as_text_ = false;      ///< in COPY's text format
    std::string asking_{};      ///< the COPY and what asks for the types behind it, where they are to be remembered
    std::string known_types_{}; ///< the answer of the last time
    std::size_t refused_line_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
