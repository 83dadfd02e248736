// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/client/create_tables.hpp>
#include <refract/client/session.hpp>
#include <refract/client/transaction.hpp>

#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// A connection to a database, with the verbs of `session`. Movable; closed when destroyed.
///
/// One thread at a time may use it; give each thread its own.
template <class Driver> class database : public session<Driver> {
public:
    using options = typename Driver::options;
    using transaction_type = basic_transaction<Driver>;

    /// Connects. Errors: `connection_error`.
    explicit database(const std::string& target, const options& how = {}, call_place where = call_place::current())
        : session<Driver>(connect(target, how, where)) {}
    database(database&& other) noexcept : session<Driver>(std::move(other)) {}
    database& operator=(database&& other) noexcept {
        database taken(std::move(other));
        this->state_.swap(taken.state_);
        return *this;
    }
    ~database() { close(); }

    bool is_open() const noexcept { return this->state_ && this->state_->is_open(); }
    /// Closes the connection now; every later use is a `connection_error`. What is not committed is rolled back.
    void close() noexcept {
        if (this->state_) this->state_->close();
    }

    /// Begins a transaction; rolled back unless it is committed.
    transaction_type begin(const transaction_options& how = {}, call_place where = call_place::current()) {
        return at_call(where, [&] {
            if (!this->state_) throw_no_session();
            return transaction_type(*this->state_, how, where);
        });
    }

    /// Runs `work()` or `work(transaction)` in a transaction: commits, or rolls back and rethrows.
    /// Inside another transaction it is a savepoint. Returns what `work` returns.
    template <class Work> decltype(auto) transaction(Work&& work, call_place where = call_place::current()) {
        return run_in(begin({}, where), work, where);
    }
    template <class Work>
    decltype(auto) transaction(const transaction_options& how, Work&& work, call_place where = call_place::current()) {
        return run_in(begin(how, where), work, where);
    }

    /// Gives a function its C++, on this connection: `db.define(levenshtein, [](std::string_view a, ...) { ... })`; an
    /// aggregate a first state, what a row does to it, its result, and for windows what undoes a row. Called by the
    /// thread that runs the statement; an exception is the statement's error.
    template <class Function, class... Part> void define(const Function& function, Part&&... part) {
        if constexpr (!calls_the_program<typename Driver::connection>)
            require<failed<rule::database_calls_back, Function>>();
        else
            exclusive_use<Driver>(this->state_).state().connection.define(function, static_cast<Part&&>(part)...);
    }

    /// Makes what a schema needs and is not there yet: schemas, enum types, tables with their keys and indexes, views;
    /// in one transaction, and safely when several programs begin at once. What is there is left as it is.
    /// Errors: a view that nothing defines is not there.
    template <class Schema> void create_tables(call_place where = call_place::current()) {
        using check = check_created<typename Driver::dialect, Schema>;
        require<check>();
        if constexpr (is_passed<check>)
            at_call(where, [&] {
                transaction(
                    [this] { detail::create_missing(*this, detail::printer_of<typename Driver::dialect, Schema>()); },
                    where);
            });
    }
    // Models without a schema around them, or nothing.
    template <class... Model>
        requires(sizeof...(Model) != 1)
    void create_tables() {
        require<failed<rule::tables_are_of_a_schema, database, Model...>>();
    }

private:
    static session_state<Driver>* connect(const std::string& target, const options& how, call_place where) {
        return at_call(where, [&] { return new session_state<Driver>(target, how); });
    }
};

/// The database type of a dialect, where the program has included its driver: `database_of<dialect::sqlite>::type`.
template <class Dialect> struct database_of;

} // namespace detail
} // namespace v0
} // namespace refract
