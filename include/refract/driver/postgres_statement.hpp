// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/plain_array.hpp>
#include <refract/driver/postgres_cell.hpp>
#include <refract/driver/postgres_parameters.hpp>
#include <refract/driver/postgres_rows.hpp>
#include <refract/sql/ready_statement.hpp>

#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether the first word of a statement is this one.
constexpr bool begins_with_word(std::string_view sql, std::string_view word) {
    const std::size_t start = sql.find_first_not_of(" \t\r\n(");
    if (start == std::string_view::npos || sql.size() - start <= word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = sql[start + i];
        if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != word[i]) return false;
    }
    return true;
}
/// Whether a statement only reads, so that stopping it half-way changes nothing. (A select of a
/// function that writes is undone when its rows are not read to the end outside a transaction.)
constexpr bool only_reads(std::string_view sql) { return begins_with_word(sql, "SELECT"); }

/// A statement of PostgreSQL: prepared by name, or sent with its text each time.
class postgres_statement {
public:
    postgres_statement() = default;
    postgres_statement(const postgres_link_owner& link, const ready_statement& text)
        : link_(link), sql_(text.text()), columns_(text.columns, text.columns + text.column_count),
          parameters_(std::span(text.parameters, text.parameter_count)) {
        if (sql_.find('\0') != std::string::npos)
            throw syntax_error("a statement holds a NUL character, where PostgreSQL would stop reading");
        keep_fields();
        rows_.allow_cancel(only_reads(sql_));
        rows_.describe(sql_);
        rows_.describe(columns_);
    }
    postgres_statement(postgres_statement&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), columns_(std::move(other.columns_)),
          fields_(std::move(other.fields_)), parameters_(std::move(other.parameters_)), found_(std::move(other.found_)),
          number_(std::exchange(other.number_, 0)), generation_(other.generation_), name_(std::move(other.name_)),
          rows_(std::move(other.rows_)), is_kept_(other.is_kept_), is_at_home_(other.is_at_home_),
          is_borrowed_(other.is_borrowed_), is_streamed_(other.is_streamed_), is_piped_(other.is_piped_),
          by_name_(other.by_name_), now_(std::exchange(other.now_, state::idle)) {
        rows_.describe(sql_); // a short text lies elsewhere now
    }
    postgres_statement& operator=(postgres_statement&& other) noexcept {
        if (this != &other) {
            this->~postgres_statement();
            ::new (static_cast<void*>(this)) postgres_statement(std::move(other));
        }
        return *this;
    }
    ~postgres_statement() { abandon(); }

    /// Makes the server parse and plan it once, and compares its columns with the program's.
    void prepare() {
        is_kept_ = true;
        if (link_->pipeline.is_open()) return; // it would have to wait; the first run outside does it
        link_->make_ready(sql_);
        if (goes_by_name()) prepare_again();
    }

    /// Goes by the name of the same statement, which the server has prepared: both can be under way at once.
    void go_as(const postgres_statement& first) {
        is_kept_ = first.is_kept_;
        if (first.number_ == 0) return;
        is_borrowed_ = true;
        number_ = first.number_;
        generation_ = first.generation_;
        name_ = first.name_;
        is_at_home_ = first.is_at_home_;
        found_ = first.found_;
        rows_.describe(found_, !columns_.empty());
    }

    void begin(bool streamed) {
        is_streamed_ = streamed;
        // In a pipeline, where it may go next, nothing can be prepared.
        if (is_kept_ && link_ && generation_ != link_->generation) [[unlikely]]
            prepare();
        parameters_.copy_views(streamed);
    }
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        parameters_.bind(position, value);
    }
    void bind(int position, std::string&& value) { parameters_.bind_copy(position, value); }
    void bind(int position, wire::made_json&& value) { parameters_.bind(position, wire::json{value.text}); } // copies
    void bind(int position, std::vector<std::byte>&& value) { parameters_.bind_copy(position, wire::bytes(value)); }
    void bind_null(int position) { parameters_.bind_null(position); }
    template <class Wire> void bind_list(int position, const wire::list_items<Wire>& list) {
        parameters_.bind_list(position, list);
    }

    /// Starts the execution, and does not wait for the answer: `step` does. (It waits where the statement has to be
    /// prepared anew, or another one has to make way.)
    void send() {
        if (now_ != state::idle) return;
        now_ = state::answered; // if it fails
        run();
        now_ = state::sent;
    }
    bool step() {
        if (rows_.next_in_part()) return true;
        return (now_ != state::answered || rows_.has_more()) && advance();
    }
    /// What the next `step` would wait for; sends first if nobody has.
    execution_progress progress() {
        send();
        return rows_.look();
    }

    /// Rows touched; none of what only reads.
    std::int64_t changes() const { return count_of_rows(rows_.result()); }
    postgres_row row() const { return {&rows_.at()}; }
    /// Known after the first step, like the columns.
    int row_count() const { return rows_.count(); }
    int column_count() const { return PQnfields(rows_.at().result); }
    std::string_view column_name(int column) const {
        if (!columns_.empty()) return rows_.at().shown_name(column); // nobody looks for them by their names
        const char* name = PQfname(rows_.at().result, column);
        return name ? name : std::string_view();
    }
    std::string_view sql() const { return sql_; }
    void reset() noexcept {
        rows_.drop();
        now_ = state::idle;
    }

private:
    enum class state : unsigned char { idle, sent, answered };

    /// The names of fields are those of a plug-in, maybe, which may be unloaded before the statement is used again.
    void keep_fields() {
        std::size_t size = 0;
        for (const result_column& each : columns_) size += each.field.size();
        fields_.reserve(size);
        for (result_column& each : columns_) {
            const char* const begin = fields_.end();
            for (const char c : each.field) fields_.push_back(c);
            each.field = {begin, each.field.size()};
        }
    }

    /// The next part of the result; the first call runs the statement.
    [[gnu::noinline]] bool advance() {
        if (now_ != state::answered) {
            send();
            receive();
            if (rows_.next_in_part()) return true;
        }
        while (rows_.fetch()) {
            if (rows_.has_row()) return true; // a failure has none
            check_part();
        }
        return false;
    }

    void run() {
        if (!link_) throw_postgres_closed(sql_);
        const bool is_piped = link_->pipeline.is_open() && !link_->pipeline.is_complete();
        is_piped_ = is_piped;
        if (!is_piped) [[likely]]
            link_->make_ready(sql_);
        else if (begins_with_word(sql_, "COPY")) // the server would take those behind it for its rows, and give up
            throw_copy();
        link_->keep_encoding(sql_, "; the statement has not run");
        parameters_.check_size(sql_);
        by_name_ = goes_by_name(is_piped);
        if (by_name_ && generation_ != link_->generation) [[unlikely]]
            prepare_again();
        transmit();
        if (is_piped) link_->pipeline.add();
    }
    /// The first part of the result.
    REFRACT_INLINE void receive() {
        now_ = state::answered;
        fetch();
        if (!is_good(rows_.result().status())) [[unlikely]] {
            if (by_name_ && lost_its_plan()) run_again();
            check_part();
        }
        check_columns();
    }
    void fetch() {
        if (!is_streamed_) return rows_.fetch_whole();
        rows_.fetch();
        rows_.stand_before();
    }

    /// Whether it is run by the name of a prepared statement.
    bool goes_by_name(bool is_piped = false) {
        if (!is_kept_ || link_->sends_text) return false;
        // In a pipeline nothing can be asked, nor prepared.
        if (is_piped) return !link_->pooler.is_unknown() && number_ != 0 && generation_ == link_->generation;
        return !link_->pooler.is_unknown() || is_name_safe();
    }
    /// Behind a pooler of which nothing is known: a name that is not there would undo a transaction.
    [[gnu::cold, gnu::noinline]] bool is_name_safe() {
        if (!link_->in_transaction()) return true; // there a failure can be answered
        if (!link_->pooler.is_at_home()) return false;
        if (is_at_home_ || number_ == 0) return true;
        const std::string question = "SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE name = '" + name_ + "'";
        is_at_home_ = PQntuples(postgres_result(PQexec(link_->handle, question.c_str())).get()) == 1;
        return is_at_home_;
    }

    void transmit() {
        PGconn* const handle = link_->handle;
        const bool in_transaction = link_->in_transaction();
        const int sent = by_name_
                             ? PQsendQueryPrepared(handle, name_.c_str(), parameters_.size(), parameters_.values(),
                                                   parameters_.lengths(), parameters_.formats(), 1)
                             : PQsendQueryParams(handle, sql_.c_str(), parameters_.size(), parameters_.types(),
                                                 parameters_.values(), parameters_.lengths(), parameters_.formats(), 1);
        if (sent == 0) throw_postgres_error(handle, {}, sql_);
        if (is_streamed_ && !link_->pipeline.is_open()) ask_for_rows(handle);
        rows_.start(*link_, in_transaction);
    }
    /// Row by row, not all at once.
    static void ask_for_rows(PGconn* handle) {
#ifdef LIBPQ_HAS_CHUNK_MODE
        PQsetChunkedRowsMode(handle, 64);
#else
        PQsetSingleRowMode(handle);
#endif
    }

    static bool is_good(ExecStatusType status) {
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || is_postgres_part(status);
    }
    /// Throws when the part of the result that has come is a failure.
    void check_part() {
        if (!is_good(rows_.result().status())) [[unlikely]]
            fail();
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail() {
        const ExecStatusType status = rows_.result().status();
        if (status == PGRES_EMPTY_QUERY)
            throw syntax_error(error_details{.message = "the statement is empty", .sql = sql_});
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) throw_copy();
        if (was_skipped(status) && PQstatus(link_->handle) == CONNECTION_OK)
            throw error(error_details{
                .message = "the statement was not run: another one before it in the pipeline failed", .sql = sql_});
        if (!link_->handle) throw_postgres_closed(sql_);
        if (was_skipped(status)) throw_postgres_error(link_->handle, {}, sql_); // with the connection's own reason
        throw_postgres_error(link_->handle, rows_.result(), sql_);
    }

    [[noreturn]] void throw_copy() const {
        throw error(error_details{.message = "COPY cannot be run as a statement", .sql = sql_});
    }

    /// A table was altered so that the prepared statement would yield other columns, one of its types
    /// was replaced, or somebody deallocated it. The function's name is in no language, nor are the
    /// messages of internal errors.
    bool lost_its_plan() {
        const std::string_view code = rows_.result().field(PG_DIAG_SQLSTATE);
        return code == "26000" ||
               (code == "XX000" &&
                rows_.result().field(PG_DIAG_MESSAGE_PRIMARY).starts_with("cache lookup failed for type")) ||
               (code == "0A000" && rows_.result().field(PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
    }
    [[gnu::cold, gnu::noinline]] void run_again() {
        ++link_->generation;
        const bool name_is_gone = rows_.result().field(PG_DIAG_SQLSTATE) == "26000";
        if (name_is_gone && link_->pooler.is_there()) link_->lose_names();
        // The failure has undone the transaction, or the pipeline, or others have run since; run anew, it will meet a
        // new plan.
        if (is_piped_ || !link_->is_idle() || rows_.has_made_way()) fail_transaction(name_is_gone);
        rows_.drop();
        run();
        fetch();
        if (!by_name_ || is_good(rows_.result().status()) || !lost_its_plan()) return;
        // Not even the name just made is known: what is sent next goes to another session each time.
        link_->lose_names();
        rows_.drop();
        run();
        fetch();
    }
    [[noreturn]] void fail_transaction(bool name_is_gone) {
        throw error(error_details{
            .message =
                name_is_gone
                    ? "the server's session does not know a prepared statement any more: somebody has deallocated "
                      "it, or a pooler has changed the session; run the transaction again"
                    : "the tables behind a prepared statement were altered; run the transaction again",
            .sql = sql_,
            .code = std::string(rows_.result().field(PG_DIAG_SQLSTATE)),
            .can_retry = true});
    }

    void prepare_again() {
        link_->make_ready(sql_);
        PGconn* const handle = link_->handle;
        abandon();
        std::uint32_t number = link_->names.next();
        postgres_result prepared = prepare_as(number);
        if (prepared.field(PG_DIAG_SQLSTATE) == "42P05" && link_->is_idle()) // somebody else has that name
            prepared = prepare_as(number = link_->names.next());
        if (prepared.status() != PGRES_COMMAND_OK) throw_postgres_error(handle, prepared, sql_);
        number_ = number;
        is_at_home_ = link_->pooler.is_at_home();
        if (can_be_described()) {
            const postgres_result description(PQdescribePrepared(handle, name_.c_str()));
            if (description.status() == PGRES_COMMAND_OK)
                learn_columns(description, false);
            else if (description.field(PG_DIAG_SQLSTATE) != "26000" || !link_->is_idle())
                throw_postgres_error(handle, description, sql_);
            // Behind a pooler another session may have answered; the columns are compared when they come.
        }
        generation_ = link_->generation;
    }
    postgres_result prepare_as(std::uint32_t number) {
        name_ = link_->names.text(number);
        return postgres_result(
            PQprepare(link_->handle, name_.c_str(), sql_.c_str(), parameters_.size(), parameters_.types()));
    }
    /// libpq takes a description of more than 7,498 parameters for a broken connection. Where it is not asked
    /// for, columns are compared when rows come, as they are anyway.
    bool can_be_described() const { return !columns_.empty() && parameters_.size() <= 7'000; }

    /// Leaves the prepared statement to be deallocated when the connection is used again.
    void abandon() noexcept {
        if (number_ != 0 && !is_borrowed_ && link_ && link_->handle && !link_->sends_text)
            link_->names.abandon(number_);
        number_ = 0;
        is_borrowed_ = false;
    }

    /// Compares the columns that have come with those that came before, once for each result: a server that
    /// sends others than it described must not be believed.
    void check_columns() {
        if (!rows_.has_columns(found_)) [[unlikely]]
            learn_columns(rows_.result(), true);
    }
    /// Compares the columns that come with those that the program reads, and remembers them.
    [[gnu::noinline]] void learn_columns(const postgres_result& shape, bool has_run) {
        const int count = PQnfields(shape.get());
        found_.clear();
        rows_.describe(found_, false);
        if (!columns_.empty() && static_cast<std::size_t>(count) != columns_.size())
            fail_columns("the statement yields " + std::to_string(count) + " columns, the program reads " +
                             std::to_string(columns_.size()),
                         has_run);
        if (has_run && count > 0 && PQbinaryTuples(shape.get()) == 0)
            fail_columns("the server has sent text where values in the binary format were asked for", has_run);
        std::vector<postgres_column> columns(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            postgres_column& column = columns[static_cast<std::size_t>(i)];
            column.type = column.read_as = PQftype(shape.get(), i);
            // Arrays, composites and the like of users are no texts in the binary form.
            if (column.type >= oid::first_of_users && link_->is_text_type(column.type, sql_))
                column.read_as = oid::text;
            else if (column.type >= oid::first_of_users && link_->is_text_array(column.type, sql_))
                column.read_as = oid::text_array;
            if (columns_.empty()) continue;
            const type_kind kind = columns_[static_cast<std::size_t>(i)].type.kind;
            if (!postgres_accepts(columns_[static_cast<std::size_t>(i)].type, column.read_as))
                fail_column(shape, i, kind, has_run);
        }
        found_ = std::move(columns);
        rows_.describe(found_, !columns_.empty());
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail_column(const postgres_result& shape, int column, type_kind kind,
                                                            bool has_run) {
        const std::string name =
            rows_.at().shown_column(PQfname(shape.get(), column), static_cast<std::size_t>(column));
        const postgres_oid type = PQftype(shape.get(), column);
        rows_.drop(); // so that the connection can be asked for the type's name
        fail_columns("column " + std::to_string(column + 1) + " " + name + " is " + link_->type_name(type) +
                         ", the field wants " + postgres_wanted_text(kind),
                     has_run);
    }
    [[noreturn]] void fail_columns(std::string message, bool has_run) {
        if (has_run && !only_reads(sql_)) message += "; the statement has run";
        throw schema_mismatch(error_details{.message = std::move(message), .sql = sql_});
    }

    postgres_link_owner link_{};
    std::string sql_{};
    std::vector<result_column> columns_{};
    plain_array<char> fields_{}; ///< their names
    postgres_parameters parameters_{};
    std::vector<postgres_column> found_{};         ///< the columns that came
    std::uint32_t number_ = 0;                     ///< of the server's statement; 0 without one
    std::uint32_t generation_ = ~std::uint32_t{0}; ///< of the link when it was prepared
    std::string name_{};
    postgres_rows rows_{};
    bool is_kept_ = false;     ///< the program will run it again, so it is worth a name
    bool is_at_home_ = false;  ///< see postgres_pooler
    bool is_borrowed_ = false; ///< the name is another one's
    bool is_streamed_ = false;
    bool is_piped_ = false;
    bool by_name_ = false;
    state now_ = state::idle;
};

} // namespace detail
} // namespace v0
} // namespace refract
