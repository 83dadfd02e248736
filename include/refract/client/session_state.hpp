// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/partial_reads.hpp>
#include <refract/client/savepoint.hpp>
#include <refract/client/statement_cache.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_two_users(const char* what = "") {
    throw error(
        join_text({what, "a connection is used by two threads at once, or by one that is inside another call of it, as "
                         "insert_many is while the range that it is given reads; give each its own connection"}));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_session() {
    throw connection_error("this database or transaction is ended or moved from");
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_closed(const char* what = "the connection is closed or lost") {
    throw connection_error(error_details{.message = what, .connection_lost = true});
}
/// With the reason, where the driver knows one.
template <class Connection>
[[noreturn]] void throw_not_open(const Connection& connection, const char* what = "the connection is closed or lost") {
    if constexpr (requires { connection.why_shut(); })
        if (const char* const why = connection.why_shut()) throw_closed(why);
    throw_closed(what);
}

/// What a database and its transactions share: the connection and its prepared statements.
template <class Driver> struct session_state {
    typename Driver::connection connection;
    statement_cache<Driver> statements{};          // ends before the connection does
    plain_array<transaction_level> transactions{}; ///< those that are open, innermost last
    level_numbers levels{};
    std::uint32_t shares = 0;
    exclusive_flag in_use{};
    /// Raised with each of the following: the next use of the connection sees to it first.
    signal_flag attention{};
    signal_flag broken{};                ///< a transaction died while another thread used the connection
    signal_flag close_wanted{};          ///< likewise the database was closed
    transaction_level owed{};            ///< its rollback has failed; level 0: none
    owner<reading_memory> partly_read{}; ///< null: no tree was

    template <class... Argument> explicit session_state(Argument&&... argument)
        : connection(std::forward<Argument>(argument)...) {}

    bool is_open() const noexcept { return connection.is_open() && !close_wanted.is_raised(); }
    /// Whether statements can run as the program expects: what follows on a transaction that has ended by itself
    /// would no longer be undone with the rest.
    bool is_ready() const noexcept {
        return connection.is_open() && !attention.is_raised() && (transactions.empty() || connection.in_transaction());
    }
    bool has_level(std::uint32_t number) const noexcept {
        for (const transaction_level& open : transactions)
            if (open.number == number) return true;
        return false;
    }

    /// Ends the connection; what transactions and streams still ask for is an error. While another thread is in a
    /// call, it is the next one that ends it.
    void close() noexcept {
        if (in_use.take()) {
            close_now();
            in_use.release();
        } else {
            close_wanted.raise();
            attention.raise();
        }
    }
    /// Undoes a level for certain: if it fails, what is to be undone stays owed, and nothing runs before it.
    void undo_for_certain(transaction_level level) noexcept {
        try {
            undo(level);
        } catch (...) { // memory is short, for one; it is tried again
            owe(level);
        }
    }
    void undo(transaction_level level) {
        undo_level<Driver>(connection, levels, level);
        if (owed.number >= level.number) owed = {};
    }
    /// Does what could not be done in its time. This thread has the connection. Errors: what it cannot do, and once
    /// that two threads met.
    void settle() {
        settle_what_is_left();
        if (!watches_calls || !connection.is_open()) return;
        attention.raise();
        detail::ask_all(levels.watch, watched::call);
    }

    /// Whom to ask before what is sent, besides those who are asked already.
    void add_watch(statement_watch& one) noexcept {
        one.next = levels.watch;
        set_watch(&one);
    }
    void remove_watch(statement_watch& one) noexcept {
        statement_watch** place = &levels.watch;
        while (*place && *place != &one) place = &(*place)->next;
        if (*place) *place = one.next;
        set_watch(levels.watch);
    }
    bool watches_calls = false; ///< one who watches is asked before each call: the outermost transaction is a test's

private:
    void set_watch(statement_watch* first) noexcept {
        levels.watch = first;
        statements.watch_with(first);
        watches_calls = false;
        for (const statement_watch* each = first; each; each = each->next) watches_calls |= each->asks_calls;
        if (watches_calls) attention.raise();
    }
    void settle_what_is_left() {
        if (close_wanted.is_raised()) close_now();
        if (!connection.is_open()) return;
        if (broken.is_raised())
            throw error(
                "a transaction died while another thread used the connection, so it is still open; close the database");
        const bool met = statements.end_left();
        if (owed.number != 0) undo(owed);
        attention.lower();
        if (met) throw_two_users("a stream ended while another thread was in a call: ");
    }
    void owe(transaction_level level) noexcept {
        if (owed.number == 0 || level.number < owed.number) owed = level; // an outer one undoes those inside it
        attention.raise();
    }
    void close_now() noexcept {
        transactions.clear();
        statements.clear();
        owed = {};
        connection.close();
    }
};

/// While it lives, a session knows of no tree that was read in part.
template <class Driver> class forgetful_reads {
public:
    /// `forgets`: whether it is so.
    explicit forgetful_reads(session_state<Driver>& state, bool forgets = true) noexcept
        : state_(state), forgets_(forgets) {
        if (forgets_) kept_ = std::move(state.partly_read);
    }
    forgetful_reads(const forgetful_reads&) = delete;
    ~forgetful_reads() {
        if (forgets_) state_.partly_read = std::move(kept_);
    }

private:
    session_state<Driver>& state_;
    owner<reading_memory> kept_{};
    bool forgets_;
};

/// A share in a session's state: of its database, of a transaction, of a stream. The last one to end ends the state.
template <class Driver> class session_share {
public:
    std::uint32_t level = 0; ///< of the transaction whose share it is; 0: a database's, a stream's

    explicit session_share(session_state<Driver>* state) noexcept : state_(state) { ++state_->shares; }
    session_share(session_share&& other) noexcept : level(other.level), state_(std::exchange(other.state_, nullptr)) {}
    session_share& operator=(session_share&&) = delete;
    ~session_share() { reset(); }

    /// One more share of the same level.
    session_share another() const noexcept {
        session_share made(state_);
        made.level = level;
        return made;
    }
    void reset() noexcept {
        session_state<Driver>* const state = std::exchange(state_, nullptr);
        // If another thread is inside a call, leaving the state to it is better than pulling it away.
        if (state && --state->shares == 0 && state->in_use.take()) delete state;
    }
    void swap(session_share& other) noexcept {
        std::swap(level, other.level);
        std::swap(state_, other.state_);
    }
    explicit operator bool() const noexcept { return state_ != nullptr; }
    session_state<Driver>* operator->() const noexcept { return state_; }
    session_state<Driver>& operator*() const noexcept { return *state_; }

private:
    session_state<Driver>* state_;
};

/// This thread's use of a connection, to the end of the scope. Connections work without a lock of their own, so two
/// threads at once would corrupt it; they get an error instead.
template <class Driver> class exclusive_use {
public:
    /// For a statement. Errors: nothing can be run, and why.
    explicit exclusive_use(const session_share<Driver>& share) : state_(take(share)) {
        if (!state_.is_ready() || (share.level != 0 && !state_.has_level(share.level))) [[unlikely]]
            make_ready(share.level, true);
    }
    /// For the end of a transaction, which may have ended in the database already.
    struct to_end {};
    exclusive_use(const session_share<Driver>& share, to_end) : state_(take(share)) {
        if (!state_.is_ready() || !state_.has_level(share.level)) [[unlikely]]
            make_ready(share.level, false);
    }
    exclusive_use(const exclusive_use&) = delete;
    ~exclusive_use() { state_.in_use.release(); }

    session_state<Driver>& state() const noexcept { return state_; }

private:
    static session_state<Driver>& take(const session_share<Driver>& share) {
        if (!share) [[unlikely]]
            throw_no_session();
        if (!share->in_use.take()) [[unlikely]]
            throw_two_users();
        return *share;
    }
    [[gnu::cold, gnu::noinline]] void make_ready(std::uint32_t level, bool to_run) {
        try {
            if (state_.attention.is_raised()) state_.settle();
            if (!state_.connection.is_open()) throw_not_open(state_.connection);
            if (level != 0 && !state_.has_level(level)) throw connection_error("this transaction has ended");
            if (to_run && !state_.transactions.empty() && !state_.connection.in_transaction())
                throw error("the database has rolled this transaction back by itself, or SQL of its own (COMMIT, "
                            "ROLLBACK) has ended it; begin it again");
        } catch (...) {
            state_.in_use.release(); // the destructor of what was not made does not run
            throw;
        }
    }

    session_state<Driver>& state_;
};

/// The same for one row.
class exclusive_row {
public:
    explicit exclusive_row(exclusive_flag& flag) : flag_(flag) {
        if (!flag_.take_quickly()) [[unlikely]]
            throw_two_users();
    }
    exclusive_row(const exclusive_row&) = delete;
    ~exclusive_row() { flag_.release(); }

private:
    exclusive_flag& flag_;
};

} // namespace detail
} // namespace v0
} // namespace refract
