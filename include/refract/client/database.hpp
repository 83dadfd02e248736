// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/session.hpp>
#include <refract/client/tables.hpp>
#include <refract/client/transaction.hpp>

#include <source_location>
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
    explicit database(const std::string& target, const options& how = {},
                      const std::source_location& where = std::source_location::current())
        : session<Driver>(connect(target, how, where)) {}
    database(database&& other) noexcept : session<Driver>(std::move(other)) {}
    database& operator=(database&& other) noexcept {
        database taken(std::move(other));
        this->state_.swap(taken.state_);
        return *this;
    }
    ~database() { close(); }

    bool is_open() const noexcept { return this->state_ && this->state_->connection.is_open(); }
    /// Closes the connection now; every later use is a `connection_error`.
    void close() noexcept {
        if (this->state_) this->state_->close();
        this->state_.reset();
    }

    /// Begins a transaction; rolled back unless it is committed.
    transaction_type begin(const transaction_options& how = {},
                           const std::source_location& where = std::source_location::current()) {
        return transaction_type(this->state(where), how, where);
    }

    /// Runs `work()` or `work(transaction)` in a transaction: commits, or rolls back and rethrows.
    /// Inside another transaction it is a savepoint. Returns what `work` returns.
    template <class Work>
    decltype(auto) transaction(Work&& work, const std::source_location& where = std::source_location::current()) {
        return run_in(begin({}, where), work, where);
    }
    template <class Work>
    decltype(auto) transaction(const transaction_options& how, Work&& work,
                               const std::source_location& where = std::source_location::current()) {
        return run_in(begin(how, where), work, where);
    }

    /// Makes the tables of a schema that are not there yet, with their keys and indexes, in one
    /// transaction. Existing tables are left alone.
    template <class Schema> void create_tables(const std::source_location& where = std::source_location::current()) {
        const call_scope call(where);
        transaction([this] { create({Driver::dialect::info, Schema::tables}); }, where);
    }

private:
    static session_state<Driver>* connect(const std::string& target, const options& how,
                                          const std::source_location& where) {
        const call_scope call(where);
        return new session_state<Driver>(target, how);
    }
    void create(const schema_printer& printer) {
        for (const creation& each : printer.enumerations())
            if (Driver::dialect::info.has_named_enums && !has_type(each.name)) run(each.sql);
        std::vector<std::string> made;
        bool wanted = false;
        for (const creation& each : printer.statements()) {
            if (!each.name.empty()) {
                wanted = !has_table(each.name);
                if (wanted) made.push_back(each.name);
            }
            if (wanted) run(each.sql);
        }
        if (!Driver::dialect::info.adds_foreign_keys) return;
        for (const creation& each : printer.foreign_keys())
            for (const std::string& name : made)
                if (name == each.name) run(each.sql);
    }
    void run(const std::string& sql) { this->execute(unsafe_sql(sql, {})); }
    bool has_table(const std::string& name) {
        return !this->template query<std::string>(unsafe_sql(Driver::dialect::info.find_table, {}), name).empty();
    }
    bool has_type(const std::string& name) {
        return !this->template query<std::string>(unsafe_sql(Driver::dialect::info.find_type, {}), name).empty();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
