// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/session.hpp>
#include <refract/driver/driver.hpp>

#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Runs `work()` or `work(scope)` and commits, unless the work has ended the transaction itself; what
/// it returns comes through.
template <class Transaction, class Work>
decltype(auto) run_in(Transaction scope, Work& work, const std::source_location& where) {
    const auto run = [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Work&, Transaction&>)
            return work(scope);
        else
            return work();
    };
    if constexpr (std::is_void_v<decltype(run())>) {
        run();
        if (scope.is_active()) scope.commit(where);
    } else {
        decltype(auto) result = run();
        if (scope.is_active()) scope.commit(where);
        return result;
    }
}

/// A transaction, with the verbs of its database. Without `commit()` it is rolled back.
///
/// Inside another one it is a savepoint: rolling it back undoes only what it did. Transactions of
/// one connection end in the reverse order of their beginning. Must not outlive its database.
template <class Driver> class basic_transaction : public session<Driver> {
public:
    basic_transaction(session_state<Driver>& shared, const transaction_options& options,
                      const std::source_location& where = {})
        : session<Driver>(&shared) {
        const usage guard(shared.in_use, where);
        shared.transactions.reserve(shared.transactions.size() + 1); // nothing fails once it has begun
        number_ = ++shared.last_transaction;
        is_savepoint_ = !shared.transactions.empty() || shared.connection.in_transaction();
        if (is_savepoint_ && (options.read_only || options.isolation != isolation::standard))
            throw error(
                "a transaction inside another one cannot be read-only or have an isolation of its own; give them to the outermost");
        if (is_savepoint_)
            shared.connection.execute("SAVEPOINT " + name());
        else
            shared.connection.begin(options);
        shared.transactions.push_back(number_);
    }
    basic_transaction(basic_transaction&& other) noexcept
        : session<Driver>(std::move(other)), number_(other.number_), is_savepoint_(other.is_savepoint_) {}
    basic_transaction& operator=(basic_transaction&&) = delete;

    /// Rolls back what was not committed, with what is still open inside it. Never throws: if that
    /// fails, the connection is gone, and with it the transaction.
    ~basic_transaction() {
        if (!is_active()) return;
        auto& open = this->state_->transactions;
        while (open.back() != number_) open.pop_back();
        try {
            rollback();
        } catch (...) {
            // Another thread is in a call, so the transaction stays open: nothing may be added to it.
            if (is_active()) this->state_->broken.set();
        }
    }

    /// Makes the changes lasting. Errors: those of the database (deferred constraints, serialization
    /// failures); then nothing was changed.
    void commit(const std::source_location& where = std::source_location::current()) {
        session_state<Driver>& shared = enter(where);
        const usage guard(shared.in_use, where);
        if (!shared.connection.in_transaction()) {
            leave(shared);
            throw error("the database has rolled this transaction back by itself, so there is nothing to commit");
        }
        if (is_savepoint_) {
            shared.connection.execute("RELEASE SAVEPOINT " + name());
        } else {
            try {
                shared.connection.commit();
            } catch (...) {
                // A failed COMMIT may leave the transaction open (SQLite: busy, deferred keys).
                try_to_roll_back(shared);
                leave(shared);
                throw;
            }
        }
        leave(shared);
    }

    /// Undoes the changes.
    void rollback(const std::source_location& where = std::source_location::current()) {
        session_state<Driver>& shared = enter(where);
        const usage guard(shared.in_use, where);
        leave(shared);
        if (!is_savepoint_) return shared.connection.rollback();
        if (!shared.connection.in_transaction()) return; // the database has undone everything already
        shared.connection.execute("ROLLBACK TO SAVEPOINT " + name());
        shared.connection.execute("RELEASE SAVEPOINT " + name());
    }

    /// A transaction inside this one, as a savepoint.
    basic_transaction begin(const std::source_location& where = std::source_location::current()) {
        return basic_transaction(this->state(where), {}, where);
    }
    /// Runs `work()` or `work(transaction)` in a transaction inside this one.
    template <class Work>
    decltype(auto) transaction(Work&& work, const std::source_location& where = std::source_location::current()) {
        return run_in(begin(where), work, where);
    }

    /// Whether it can still be committed or rolled back.
    bool is_active() const noexcept { return this->state_ && is_open(); }

private:
    std::string name() const { return "refract_" + std::to_string(number_); }

    bool is_open() const {
        for (const std::uint32_t open : this->state_->transactions)
            if (open == number_) return true;
        return false;
    }
    session_state<Driver>& enter(const std::source_location& where) {
        const call_scope call(where);
        if (!is_active()) throw connection_error("this transaction has ended");
        if (this->state_->transactions.back() != number_)
            throw error("a transaction ends while one inside it is open; end that one first");
        return *this->state_;
    }
    void leave(session_state<Driver>& shared) {
        shared.transactions.pop_back();
        this->state_.reset();
    }
    static void try_to_roll_back(session_state<Driver>& shared) noexcept {
        try {
            shared.connection.rollback();
        } catch (...) { // what failed first is what the caller learns
        }
    }

    std::uint32_t number_ = 0;
    bool is_savepoint_ = false;
};
template <class Driver> using transaction = basic_transaction<Driver>;

} // namespace detail
} // namespace v0
} // namespace refract
