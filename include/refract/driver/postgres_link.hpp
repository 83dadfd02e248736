// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_cell.hpp>
#include <refract/driver/postgres_error.hpp>
#include <refract/driver/postgres_names.hpp>
#include <refract/driver/postgres_pooler.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

class postgres_rows;

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

/// What a connection and its statements share. It outlives both, so that a statement whose
/// connection is closed answers with an error.
///
/// One statement at a time may have rows on the way; whoever uses the connection next asks it, in
/// `make_ready`, to take them in.
struct postgres_link {
    PGconn* handle = nullptr;
    postgres_rows* stream = nullptr; ///< whose rows are still on the way
    bool stream_in_transaction = false;
    bool copying = false; ///< a bulk copy is under way: nothing else can run
    /// Each statement is sent with its text: the program wants it so, or a pooler keeps no names.
    bool sends_text = false;
    pid_t process = getpid(); ///< whose connection it is: a process that is forked from it has only a copy
    postgres_names names{};
    postgres_pooler pooler{};
    /// Grows when a prepared statement turns out to be outdated: then all of them are made anew.
    std::uint32_t generation = 0;
    int owners = 1;
    struct user_type {
        postgres_oid number;
        bool is_text;
    };
    std::vector<user_type> user_types{}, user_arrays{}; ///< those of users, as far as they were met

    bool is_idle() const { return PQtransactionStatus(handle) == PQTRANS_IDLE; }
    bool in_transaction() const {
        switch (PQtransactionStatus(handle)) {
        case PQTRANS_INTRANS:
        case PQTRANS_INERROR: return true;
        case PQTRANS_ACTIVE: return stream != nullptr && stream_in_transaction;
        default: return false;
        }
    }
    /// Whether this process may use the connection, or has only a copy of what its parent uses.
    bool is_ours() const { return getpid() == process; }

    /// A pooler changes the session between transactions.
    void lose_names() {
        pooler.lose_names();
        sends_text = true;
        names.forget_abandoned();
    }

    /// Before anything is sent.
    void make_ready(std::string_view sql) {
        if (stream || copying || names.has_abandoned() || !handle || !is_ours()) [[unlikely]]
            clear_the_way(sql);
    }

    /// Whether the binary form of a type that a user or an extension made is text.
    bool is_text_type(postgres_oid number, std::string_view sql);
    /// The same of the items of an array type.
    bool is_text_array(postgres_oid number, std::string_view sql);
    bool asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined, std::string_view sql);

    void clear_the_way(std::string_view sql);

    void release() noexcept {
        if (--owners == 0) delete this;
    }
};

/// A counted reference to the link; not for several threads, like the connection itself.
class postgres_link_owner {
public:
    postgres_link_owner() = default;
    explicit postgres_link_owner(postgres_link* link) : link_(link) {}
    postgres_link_owner(const postgres_link_owner& other) noexcept : link_(other.link_) {
        if (link_) ++link_->owners;
    }
    postgres_link_owner(postgres_link_owner&& other) noexcept : link_(std::exchange(other.link_, nullptr)) {}
    postgres_link_owner& operator=(postgres_link_owner other) noexcept {
        std::swap(link_, other.link_);
        return *this;
    }
    ~postgres_link_owner() {
        if (link_) link_->release();
    }

    postgres_link* operator->() const { return link_; }
    postgres_link& operator*() const { return *link_; }
    explicit operator bool() const { return link_ != nullptr; }

private:
    postgres_link* link_ = nullptr;
};

/// The rows of one execution: all at once, or one by one while the server still sends.
class postgres_rows {
public:
    postgres_rows() = default;
    postgres_rows(postgres_rows&& other) noexcept
        : current_(std::move(other.current_)), at_(std::exchange(other.at_, {})),
          stored_(std::exchange(other.stored_, nullptr)), copy_(std::move(other.copy_)),
          count_(std::exchange(other.count_, 0)), kept_(std::move(other.kept_)), next_kept_(other.next_kept_),
          link_(std::exchange(other.link_, nullptr)), has_more_(std::exchange(other.has_more_, false)),
          may_cancel_(other.may_cancel_) {
        if (link_) link_->stream = this;
    }
    postgres_rows& operator=(postgres_rows&&) = delete;
    ~postgres_rows() { drop(); }

    const postgres_result& result() const { return current_; }
    /// Where its cells are.
    const postgres_cell_row& at() const { return at_; }
    /// What its cells should know about their statement.
    void describe(std::string_view sql) { at_.sql = sql; }
    /// What they should know about their columns; `checked`: that they are those of the program.
    void describe(const std::vector<postgres_column>& columns, bool checked) {
        at_.columns = columns.data();
        at_.column_count = static_cast<int>(columns.size());
        at_.checked = checked;
    }

    bool has_row() const { return at_.row < count_; }
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

    /// The whole result of a statement that is done.
    void hold(postgres_result result) {
        current_ = std::move(result);
        count_ = PQntuples(current_.get()); // 0 without a result
        show_result();
    }

    /// The statement is sent and its rows will come one by one: fetches the first part.
    void start(postgres_link& link, bool in_transaction) {
        link_ = &link;
        link.stream = this;
        link.stream_in_transaction = in_transaction;
        has_more_ = true;
    }

    /// The next part of the result: rows, the end, or a failure. False when nothing comes any more.
    bool fetch() {
        if (!has_more_) return false;
        if (link_ && ++fetched_ % 64 == 0 && !link_->is_ours()) throw_postgres_forked(at_.sql);
        current_.reset(link_ ? PQgetResult(link_->handle) : next_kept());
        const ExecStatusType status = current_.status();
        count_ = 1;
        if (status != PGRES_SINGLE_TUPLE) [[unlikely]] {
            count_ = PQntuples(current_.get());
            // The last part has no rows, and tells how many there were.
            if (!is_chunk(status)) finish(status);
        }
        show_result();
        return true;
    }

    /// Another statement needs the connection: takes the rest into memory.
    void keep_rest() {
        while (PGresult* part = next_postgres_result(link_->handle)) {
            try {
                kept_.emplace_back(part);
            } catch (...) {
                PQclear(part);
                drop();
                throw;
            }
        }
        detach();
    }

    /// Forgets everything; what the server still sends is thrown away.
    void drop() noexcept {
        if (link_) discard();
        current_.reset();
        if (!kept_.empty()) kept_.clear();
        next_kept_ = 0;
        count_ = 0;
        show_result();
        has_more_ = false;
    }
    /// Whether the rest of a stream may be cancelled: what only reads loses nothing by it.
    void allow_cancel(bool allowed) { may_cancel_ = allowed; }

    /// The connection is being closed.
    void detach() noexcept {
        if (!link_) return;
        link_->stream = nullptr;
        link_ = nullptr;
    }

private:
    void show_result() {
        at_.result = current_.get();
        at_.row = 0;
        stored_ = count_ > 0 && knows_layout_ ? look_into(current_.get()).rows : nullptr;
        show_row();
    }
    void show_row() { at_.cells = stored_ ? stored_[at_.row] : ask_row(); }
    [[gnu::noinline]] const postgres_stored_cell* ask_row() {
        if (at_.row >= count_) return nullptr;
        copy_postgres_row(copy_, current_.get(), at_.row);
        return copy_.data();
    }
    static bool is_chunk([[maybe_unused]] ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
        return status == PGRES_TUPLES_CHUNK;
#else
        return false;
#endif
    }

    PGresult* next_kept() {
        if (next_kept_ == kept_.size()) return nullptr;
        postgres_result part = std::move(kept_[next_kept_++]);
        return part.release();
    }
    void finish(ExecStatusType status) {
        has_more_ = false;
        if (!link_) return;
        finish_postgres_copy(link_->handle, status);
        discard_postgres_results(link_->handle);
        detach();
    }

    /// Cancelling costs a connection of its own, so what is nearly there is read instead. In a
    /// transaction it would undo the transaction, and a statement that writes would not have written.
    void discard() noexcept {
        constexpr int few = 1000;
        if (!link_->is_ours()) return detach(); // what comes is for another process
        PGconn* const handle = link_->handle;
        bool cancels = may_cancel_ && !link_->stream_in_transaction;
        for (int parts = 0;; ++parts) {
            if (cancels && (parts == few || is_waiting(handle))) {
                cancel(handle);
                cancels = false;
            }
            PGresult* part = next_postgres_result(handle);
            if (!part) break;
            PQclear(part);
        }
        detach();
    }
    static bool is_waiting(PGconn* handle) noexcept {
        return PQisBusy(handle) != 0 && PQconsumeInput(handle) != 0 && PQisBusy(handle) != 0;
    }
    static void cancel(PGconn* handle) noexcept {
        char reason[256];
        if (PGcancel* request = PQgetCancel(handle)) {
            PQcancel(request, reason, sizeof reason);
            PQfreeCancel(request);
        }
    }

    postgres_result current_{};
    postgres_cell_row at_{};
    const postgres_stored_cell* const* stored_ = nullptr; ///< the rows of the result, where their place is known
    std::vector<postgres_stored_cell> copy_{};            ///< the current one, where it is not
    int count_ = 0;
    unsigned fetched_ = 0;
    std::vector<postgres_result> kept_{};
    std::size_t next_kept_ = 0;
    postgres_link* link_ = nullptr; ///< while rows are on the way
    bool has_more_ = false;
    bool may_cancel_ = false;
    bool knows_layout_ = knows_postgres_layout();
};

inline void postgres_link::clear_the_way(std::string_view sql) {
    if (!handle) throw_postgres_closed(sql);
    if (!is_ours()) throw_postgres_forked(sql);
    if (copying)
        throw error(error_details{.message = "a bulk copy is under way on this connection; finish it first",
                                  .sql = std::string(sql)});
    if (stream) stream->keep_rest();
    if (!names.has_abandoned()) return;
    if (is_idle() && !pooler.is_there()) return names.deallocate(handle);
    const PGTransactionStatusType status = PQtransactionStatus(handle);
    if (names.has_many_abandoned() && (status == PQTRANS_INTRANS || status == PQTRANS_IDLE))
        names.deallocate_found(handle);
}

inline bool postgres_link::asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined,
                                         std::string_view sql) {
    for (const user_type& type : known)
        if (type.number == number) return type.is_text;
    make_ready(sql); // rows that are on the way are taken in
    const std::string question =
        "SELECT p.proname IN ('enum_send', 'textsend', 'citextsend', 'bpcharsend', 'varcharsend') "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc p ON p.oid = t.typsend " +
        std::string(joined) + std::to_string(number);
    const postgres_result answer(PQexec(handle, question.c_str()));
    if (answer.is_failure()) throw_postgres_error(handle, answer, sql);
    const bool is_text = read_postgres_answer(answer) == "t";
    known.push_back({number, is_text});
    return is_text;
}
inline bool postgres_link::is_text_type(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_types, number, "WHERE t.oid = ", sql);
}
inline bool postgres_link::is_text_array(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_arrays, number,
                         "JOIN pg_catalog.pg_type a ON a.typelem = t.oid AND a.typcategory = 'A' WHERE a.oid = ", sql);
}

} // namespace detail
} // namespace v0
} // namespace refract
