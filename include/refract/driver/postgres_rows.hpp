// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/driver.hpp>
#include <refract/driver/postgres_cancel.hpp>
#include <refract/driver/postgres_cell.hpp>
#include <refract/driver/postgres_link.hpp>

#include <cstddef>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include <poll.h>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a result is a part of a stream, behind which more comes.
inline bool is_postgres_part(ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
    if (status == PGRES_TUPLES_CHUNK) return true;
#endif
    return status == PGRES_SINGLE_TUPLE;
}
/// Ends a COPY that nobody asked for: it would wait for ever to be served.
inline void finish_postgres_copy(PGconn* handle, ExecStatusType status) {
    if (status == PGRES_COPY_IN || status == PGRES_COPY_BOTH) {
        PQputCopyEnd(handle, "COPY was not expected here");
    } else if (status == PGRES_COPY_OUT) {
        char* line = nullptr;
        while (PQgetCopyData(handle, &line, 0) > 0) PQfreemem(line);
    }
}
/// The next result of what was sent.
inline PGresult* next_postgres_result(PGconn* handle) {
    PGresult* const result = PQgetResult(handle);
    finish_postgres_copy(handle, PQresultStatus(result));
    return result;
}
/// After a failure, and behind the last result that is wanted.
inline void discard_postgres_results(PGconn* handle) {
    while (PGresult* rest = next_postgres_result(handle)) PQclear(rest);
}

/// The result of one execution: all at once, or row by row while the server still sends.
class postgres_rows {
public:
    postgres_rows() = default;
    postgres_rows(postgres_rows&& other) noexcept
        : current_(std::move(other.current_)), at_(std::exchange(other.at_, {})),
          stored_(std::exchange(other.stored_, nullptr)), copy_(std::move(other.copy_)),
          count_(std::exchange(other.count_, 0)), kept_(std::move(other.kept_)),
          next_kept_(std::exchange(other.next_kept_, 0)), link_(std::exchange(other.link_, nullptr)),
          behind_(std::exchange(other.behind_, nullptr)), has_more_(std::exchange(other.has_more_, false)),
          is_direct_(std::exchange(other.is_direct_, false)), has_ended_(other.has_ended_), made_way_(other.made_way_),
          is_cut_(other.is_cut_), may_cancel_(other.may_cancel_) {
        if (link_) replace_in_queue(&other, this);
    }
    postgres_rows& operator=(postgres_rows&&) = delete;
    ~postgres_rows() { drop(); }

    const postgres_result& result() const { return current_; }
    /// Where its cells are.
    const postgres_cell_row& at() const { return at_; }
    /// What its cells should know about their statement.
    void describe(std::string_view sql) { at_.sql = sql; }
    void describe(std::span<const result_column> wanted) { at_.wanted = wanted; }
    /// What they should know about their columns; `checked`: that they are those of the program.
    void describe(const std::vector<postgres_column>& columns, bool checked) {
        at_.columns = columns.data();
        at_.column_count = static_cast<int>(columns.size());
        at_.checked = checked;
    }

    bool has_row() const { return at_.row < count_; }
    /// Whether parts of the result are to come.
    bool has_more() const { return has_more_; }
    /// Rows in the part of the result that is there.
    int count() const { return count_; }
    /// Moves within the part that is there; false at its end.
    bool next_in_part() {
        if (++at_.row >= count_) return false;
        show_row();
        return true;
    }

    /// Goes back to where the next move is onto the first row of the part.
    void stand_before() { at_.row = -1; }

    /// The statement is sent and its result will come.
    void start(postgres_link& link, bool in_transaction) {
        link_ = &link;
        (link.stream ? link.last_stream->behind_ : link.stream) = this;
        link.last_stream = this;
        link.stream_in_transaction = in_transaction;
        has_more_ = true;
        is_direct_ = !link.pipeline.is_open() && !link.waits_outside;
    }
    /// Whether somebody else has used the connection since it was sent.
    bool has_made_way() const { return made_way_; }

    /// The next part of the result: rows, the end, or a failure. False when nothing comes any more.
    bool fetch() {
        if (is_direct_) [[likely]] {
            if (++fetched_ % 64 == 0 && !link_->is_ours()) throw_postgres_forked(at_.sql);
            current_.reset(PQgetResult(link_->handle));
        } else {
            if (!has_more_) return false;
            current_.reset(next_part());
        }
        const ExecStatusType status = current_.status();
        count_ = 1;
        if (status != PGRES_SINGLE_TUPLE) [[unlikely]] {
            count_ = PQntuples(current_.get());
            // The last part of a stream has no rows, and tells how many there were.
            if (!is_postgres_part(status)) finish(status);
        }
        show_result();
        return true;
    }

    /// The whole result, if it is to come at once. The next move is onto its first row.
    void fetch_whole() {
        if (!is_direct_) [[unlikely]] {
            fetch();
            return stand_before();
        }
        PGconn* const handle = link_->handle;
        current_.reset(PQgetResult(handle));
        if (PGresult* const more = PQgetResult(handle)) [[unlikely]]
            take_end(more);
        link_->stream = link_->last_stream = nullptr;
        link_ = nullptr;
        has_more_ = is_direct_ = false;
        at_.result = current_.get();
        at_.row = -1;
        count_ = PQntuples(at_.result);
        find_cells();
    }
    /// Whether the columns are those that came before and were compared with the program's.
    bool has_columns(const std::vector<postgres_column>& known) const {
        const PGresult* const result = current_.get();
        if (!knows_layout_) return asks_for_columns(known);
        const postgres_stored_rows head = look_into(result);
        if (static_cast<std::size_t>(head.column_count) != known.size()) return false;
        const PGresAttDesc* column = head.columns;
        for (const postgres_column& each : known) {
            if (column->typid != each.type || column->format != 1) return false;
            ++column;
        }
        return true;
    }

    /// Somebody else needs the connection: takes the rest into memory.
    void keep_rest() noexcept {
        made_way_ = true;
        if (!has_ended_)
            while (PGresult* part = next_postgres_result(link_->handle)) keep(part);
        end_turn();
    }

    /// Takes in what has come without waiting; what the next move waits for.
    execution_progress look() {
        if (at_.row + 1 < count_) return execution_progress::row;
        if (link_ && next_kept_ == kept_.size()) {
            const execution_progress missing = take_in();
            if (missing != execution_progress::end) return missing;
        }
        const bool has_rows = next_kept_ < kept_.size() && PQntuples(kept_[next_kept_].get()) > 0;
        return has_rows ? execution_progress::row : execution_progress::end;
    }

    /// Forgets everything; what the server still sends is thrown away.
    void drop() noexcept {
        if (link_) discard();
        if (!kept_.empty()) kept_.clear();
        next_kept_ = 0;
        current_.reset();
        at_.result = nullptr;
        at_.cells = nullptr;
        at_.row = count_ = 0;
        stored_ = nullptr;
        has_more_ = has_ended_ = made_way_ = is_cut_ = false;
    }
    /// Whether the rest of a stream may be cancelled: what only reads loses nothing by it.
    void allow_cancel(bool allowed) { may_cancel_ = allowed; }

    /// Nothing comes any more, or the connection is being closed.
    void detach() noexcept {
        is_direct_ = false;
        if (!link_) return;
        replace_in_queue(this, std::exchange(behind_, nullptr));
        link_ = nullptr;
    }

private:
    void show_result() {
        at_.result = current_.get();
        at_.row = 0;
        find_cells();
        show_row();
    }
    void find_cells() { stored_ = count_ > 0 && knows_layout_ ? look_into(at_.result).rows : nullptr; }
    void show_row() { at_.cells = stored_ ? stored_[at_.row] : ask_row(); }
    [[gnu::noinline]] const postgres_stored_cell* ask_row() {
        if (at_.row >= count_) return nullptr;
        copy_postgres_row(copy_, current_.get(), at_.row);
        return copy_.data();
    }

    bool has_kept() const { return next_kept_ < kept_.size() || is_cut_; }
    [[gnu::cold, gnu::noinline]] PGresult* next_part() {
        if (!link_ || has_kept()) return next_kept();
        if (!link_->is_ours()) throw_postgres_forked(at_.sql);
        await_turn();
        return PQgetResult(link_->handle);
    }
    PGresult* next_kept() {
        if (is_cut_) throw std::bad_alloc();
        if (next_kept_ == kept_.size()) return nullptr;
        PGresult* const part = kept_[next_kept_++].release();
        if (next_kept_ == kept_.size()) {
            kept_.clear();
            next_kept_ = 0;
        }
        return part;
    }
    /// If memory is short, the statement says so whose rows they are, not the one that needed the connection.
    void keep(PGresult* part) noexcept {
        is_direct_ = false;
        try {
            if (!is_cut_) kept_.emplace_back(part);
        } catch (...) {
            kept_.clear();
            next_kept_ = 0;
            is_cut_ = true;
        }
        if (is_cut_) PQclear(part);
    }
    void finish(ExecStatusType status) {
        if (link_) {
            finish_postgres_copy(link_->handle, status);
            if (PGresult* const more = has_ended_ ? nullptr : PQgetResult(link_->handle)) [[unlikely]]
                take_end(more);
            end_turn();
        }
        has_more_ = has_kept(); // the failure of a pipeline's end
    }
    /// What else comes than one result is the failure of the statement's own commit (a constraint that was deferred),
    /// which takes the place of what had come; or it belongs to a COPY.
    [[gnu::cold, gnu::noinline]] void take_end(PGresult* more) {
        for (; more; more = next_postgres_result(link_->handle)) {
            const bool is_first_failure =
                PQresultStatus(more) == PGRES_FATAL_ERROR && current_.status() != PGRES_FATAL_ERROR;
            finish_postgres_copy(link_->handle, PQresultStatus(more));
            if (!is_first_failure) {
                PQclear(more);
                continue;
            }
            current_.reset(more);
            count_ = 0;
        }
    }
    [[gnu::cold, gnu::noinline]] bool asks_for_columns(const std::vector<postgres_column>& known) const {
        const PGresult* const result = current_.get();
        const int count = PQnfields(result);
        if (static_cast<std::size_t>(count) != known.size() || (count > 0 && PQbinaryTuples(result) == 0)) return false;
        for (int i = 0; i < count; ++i)
            if (PQftype(result, i) != known[static_cast<std::size_t>(i)].type) return false;
        return true;
    }
    bool is_last_of_pipeline() const { return link_->pipeline.is_complete() && !behind_; }
    /// Its own part of what comes has been read.
    void end_turn() noexcept {
        if (is_last_of_pipeline()) [[unlikely]]
            if (PGresult* failure = link_->pipeline.leave(link_->handle)) keep(failure);
        detach();
    }

    /// Those that stand before take theirs in.
    [[gnu::cold, gnu::noinline]] void await_turn() noexcept {
        link_->flush();
        while (link_->stream != this) link_->stream->keep_rest();
    }
    [[gnu::cold, gnu::noinline]] execution_progress take_in() {
        if (!link_->is_ours()) throw_postgres_forked(at_.sql);
        PGconn* const handle = link_->handle;
        link_->pipeline.ask_for_answers(handle);
        const bool is_unsent = PQflush(handle) == 1;
        PQconsumeInput(handle); // what fails here comes as a result
        while (link_) {
            if (PQisBusy(handle) != 0)
                return is_unsent ? execution_progress::waiting_write : execution_progress::waiting_read;
            link_->stream->take_part();
            if (next_kept_ < kept_.size() && is_postgres_part(kept_.back().status())) break;
        }
        return execution_progress::end;
    }
    /// What is there already.
    void take_part() noexcept {
        if (has_ended_) return end_turn();
        if (PGresult* const part = next_postgres_result(link_->handle)) return keep(part);
        if (is_last_of_pipeline())
            has_ended_ = true;
        else
            detach();
    }

    /// Puts another one, or none, where one stands whose results are on the way.
    void replace_in_queue(postgres_rows* old, postgres_rows* other) noexcept {
        if (link_->stream == old) {
            link_->stream = other;
            if (link_->last_stream == old) link_->last_stream = other;
            return;
        }
        postgres_rows* before = link_->stream;
        while (before->behind_ != old) before = before->behind_;
        before->behind_ = other;
        if (link_->last_stream == old) link_->last_stream = other ? other : before;
    }

    /// Cancelling costs a connection of its own, so what is nearly there is read instead. In a
    /// transaction it would undo the transaction, and a statement that writes would not have written.
    void discard() noexcept {
        constexpr int few = 1000;
        if (!link_->is_ours()) return detach(); // what comes is for another process
        PGconn* const handle = link_->handle;
        const bool is_piped = link_->pipeline.is_open();
        if (is_piped || link_->waits_outside) await_turn();
        bool cancels = may_cancel_ && !link_->stream_in_transaction && !is_piped;
        for (int parts = 0; !has_ended_; ++parts) {
            if (cancels && (parts == few || is_waiting(handle))) {
                cancel_postgres(handle);
                cancels = false;
            }
            PGresult* part = next_postgres_result(handle);
            if (!part) break;
            PQclear(part);
        }
        end_turn();
    }
    static bool is_waiting(PGconn* handle) noexcept {
        return PQisBusy(handle) != 0 && PQconsumeInput(handle) != 0 && PQisBusy(handle) != 0;
    }

    postgres_result current_{};
    postgres_cell_row at_{};
    const postgres_stored_cell* const* stored_ = nullptr; ///< the rows of the result, where their place is known
    std::vector<postgres_stored_cell> copy_{};            ///< the current one, where it is not
    int count_ = 0;
    unsigned fetched_ = 0;
    std::vector<postgres_result> kept_{};
    std::size_t next_kept_ = 0;
    postgres_link* link_ = nullptr;   ///< while its result is on the way
    postgres_rows* behind_ = nullptr; ///< whose result comes next
    bool has_more_ = false;
    bool is_direct_ = false; ///< all of it comes next, and nothing of it was kept
    bool has_ended_ = false; ///< in a pipeline whose end is still on the way
    bool made_way_ = false;
    bool is_cut_ = false; ///< memory was short for what had to be kept
    bool may_cancel_ = false;
    bool knows_layout_ = knows_postgres_layout();
};

inline void postgres_link::clear_the_way(std::string_view sql) {
    if (!handle) throw_postgres_closed(sql);
    if (!is_ours()) throw_postgres_forked(sql);
    if (copying)
        throw error(error_details{.message = "a bulk copy is under way on this connection; finish it first",
                                  .sql = std::string(sql)});
    if (pipeline.is_open()) end_pipeline();
    if (stream) {
        flush();
        stream->keep_rest();
    }
    if (!names.has_abandoned()) return;
    if (is_idle() && !pooler.is_there()) return names.deallocate(handle);
    const PGTransactionStatusType status = PQtransactionStatus(handle);
    if (names.has_many_abandoned() && (status == PQTRANS_INTRANS || status == PQTRANS_IDLE))
        names.deallocate_found(handle);
}

inline void postgres_link::enter_pipeline() {
    make_ready_alive();
    const bool in_transaction_now = in_transaction();
    pipeline.enter(handle);
    stream_in_transaction = in_transaction_now;
}
inline void postgres_link::sync() {
    if (!handle) throw_postgres_closed({});
    if (!is_ours()) throw_postgres_forked({});
    if (!pipeline.is_open() || pipeline.is_complete()) return;
    if (pipeline.has_statements()) pipeline.complete(handle);
    if (stream) return;
    const postgres_result failure(pipeline.leave(handle));
    if (failure.get()) throw_postgres_error(handle, failure, {});
}
inline void postgres_link::end_pipeline() {
    sync();
    flush();
    while (stream) stream->keep_rest();
}
inline void postgres_link::flush() noexcept {
    pipeline.ask_for_answers(handle);
    // What comes meanwhile is taken in: the server may wait for that.
    while (PQflush(handle) == 1) {
        pollfd wanted{.fd = PQsocket(handle), .events = POLLIN | POLLOUT, .revents = 0};
        if (::poll(&wanted, 1, -1) > 0 && (wanted.revents & POLLIN) != 0) PQconsumeInput(handle);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
