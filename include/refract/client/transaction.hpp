// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/base/compiler.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/client/savepoint.hpp>
#include <refract/client/session.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// Runs `work()` or `work(scope)` and commits, unless the work has ended the transaction itself; what
/// it returns comes through.
template <class Transaction, class Work> decltype(auto) run_in(Transaction scope, Work& work, call_place where) {
    const auto run = [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Work&, Transaction&>)
            return work(scope);
        else if constexpr (std::is_invocable_v<Work&>)
            return work();
        else
            require<failed<rule::work_can_be_called, Work>>();
    };
    if constexpr (std::is_void_v<decltype(run())>) {
        run();
        if (!scope.has_ended()) scope.commit(where);
    } else {
        decltype(auto) result = run();
        if (!scope.has_ended()) scope.commit(where);
        return result;
    }
}
} // namespace by_name

/// A transaction, with the verbs of its database. Without `commit()` it is rolled back.
///
/// Inside another one it is a savepoint: rolling it back undoes only what it did. Transactions of
/// one connection end in the reverse order of their beginning. Must not outlive its database.
template <class Driver> class basic_transaction : public session<Driver> {
public:
    basic_transaction(session_state<Driver>& shared, const transaction_options& options, call_place where = {})
        : session<Driver>(&shared) {
        serve(this->state_, where, [&](session_state<Driver>& state_here) { begin_here(state_here, options); });
    }
    basic_transaction(basic_transaction&& other) noexcept : session<Driver>(std::move(other)) {}
    basic_transaction& operator=(basic_transaction&&) = delete;

    /// Rolls back what was not committed, with what is still open inside it. Never throws: a rollback that fails is
    /// tried again before anything else runs on the connection.
    ~basic_transaction() {
        if (!this->state_) return;
        session_state<Driver>& shared = *this->state_;
        if (shared.in_use.take()) {
            if (is_open()) undo_all(shared);
            shared.in_use.release();
        } else if (is_open()) {
            // Another thread is in a call, so the transaction stays open: nothing may be added to it.
            shared.broken.raise();
            shared.attention.raise();
        }
    }

    /// Makes the changes lasting. Errors: those of the database (deferred constraints, serialization
    /// failures); then nothing was changed. If the connection is lost, nobody knows whether it was.
    void commit(call_place where = call_place::current()) {
        end(where, [&](session_state<Driver>& shared) {
            const transaction_level level = shared.transactions.back();
            if (!shared.connection.in_transaction()) {
                undo_all(shared); // for what the database keeps beside it, as that it only reads
                throw error("the database has rolled this transaction back by itself, or SQL of its own (COMMIT, "
                            "ROLLBACK) has ended it, so there is nothing to commit");
            }
            try {
                keep_level<Driver>(shared.connection, shared.levels, level);
            } catch (...) {
                // A failed COMMIT may leave the transaction open (SQLite: busy, deferred keys).
                if (!level.is_savepoint()) undo_all(shared);
                throw;
            }
            shared.transactions.pop_back();
        });
    }

    /// Undoes the changes.
    void rollback(call_place where = call_place::current()) {
        end(where, [](session_state<Driver>& shared) {
            shared.undo(shared.transactions.back());
            shared.transactions.pop_back();
        });
    }

    /// A transaction inside this one, as a savepoint.
    basic_transaction begin(call_place where = call_place::current()) {
        return at_call(where, [&] {
            if (!this->state_) throw_no_session();
            return basic_transaction(*this->state_, {}, where);
        });
    }
    /// Runs `work()` or `work(transaction)` in a transaction inside this one.
    template <class Work> decltype(auto) transaction(Work&& work, call_place where = call_place::current()) {
        return run_in(begin(where), work, where);
    }

    /// Whether it can still be committed or rolled back.
    bool is_active() const noexcept { return this->state_ && is_open(); }
    /// Whether `commit` or `rollback` has ended it; one whose connection was closed under it has not been told so.
    bool has_ended() const noexcept { return !this->state_; }

private:
    void begin_here(session_state<Driver>& shared, const transaction_options& options) {
        shared.transactions.reserve(shared.transactions.size() + 1); // nothing fails once it has begun
        const bool is_in_test = shared.watches_calls && shared.transactions.size() == 1;
        if (shared.connection.in_transaction() && !is_in_test &&
            (options.read_only || options.isolation != isolation::standard))
            throw error(
                "a transaction inside another one cannot be read-only or have an isolation of its own; give them to the outermost");
        shared.transactions.push_back(begin_level<Driver>(shared.connection, shared.levels, options));
        this->state_.level = shared.levels.last;
    }
    std::uint32_t number() const noexcept { return this->state_.level; }
    bool is_open() const noexcept { return this->state_->has_level(number()); }
    /// Ends it with `work`, unless it cannot be ended now.
    template <class Work> void end(call_place where, Work work) {
        at_call(where, [&] {
            try {
                const exclusive_use<Driver> use(this->state_, typename exclusive_use<Driver>::to_end());
                if (use.state().transactions.back().number != number())
                    throw error("a transaction ends while one inside it is open; end that one first");
                work(use.state());
            } catch (...) {
                forget_if_ended();
                throw;
            }
            forget_if_ended();
        });
    }
    void forget_if_ended() noexcept {
        if (this->state_ && !is_open()) this->state_.reset();
    }
    /// Undoes this level and those inside it, now or before anything else runs.
    void undo_all(session_state<Driver>& shared) noexcept {
        while (shared.transactions.back().number != number()) shared.transactions.pop_back();
        shared.undo_for_certain(shared.transactions.back());
        shared.transactions.pop_back();
    }
};
template <class Driver> using transaction = basic_transaction<Driver>;

} // namespace detail
} // namespace v0
} // namespace refract
