// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/base/call_location.hpp>
#include <refract/base/error.hpp>
#include <refract/client/statement_cache.hpp>

#include <cstdint>
#include <source_location>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a database and its transactions share: the connection and its prepared statements.
template <class Driver> struct session_state {
    typename Driver::connection connection;
    statement_cache<Driver> statements{};      // ends before the connection does
    std::vector<std::uint32_t> transactions{}; ///< the numbers of those that are open, innermost last
    std::uint32_t last_transaction = 0;
    std::uint32_t shares = 0;
    exclusive_flag in_use{};
    once_flag broken{}; ///< a transaction died while another thread used the connection

    template <class... Argument> explicit session_state(Argument&&... argument)
        : connection(std::forward<Argument>(argument)...) {}

    /// Ends the connection; what transactions and streams still ask for is an error.
    void close() noexcept {
        transactions.clear();
        statements.clear();
        connection.close();
    }
};

/// A share in a session's state: of its database, of a transaction, of a stream. The last one to end
/// ends the state.
template <class Driver> class state_share {
public:
    explicit state_share(session_state<Driver>* state) noexcept : state_(state) { ++state_->shares; }
    state_share(state_share&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    state_share& operator=(state_share&&) = delete;
    ~state_share() { reset(); }

    void reset() noexcept {
        session_state<Driver>* const state = std::exchange(state_, nullptr);
        if (state && --state->shares == 0) delete state;
    }
    void swap(state_share& other) noexcept { std::swap(state_, other.state_); }
    explicit operator bool() const noexcept { return state_ != nullptr; }
    session_state<Driver>* operator->() const noexcept { return state_; }
    session_state<Driver>& operator*() const noexcept { return *state_; }

private:
    session_state<Driver>* state_;
};

/// Says that this thread uses the connection now, and for which call. Connections work without a
/// lock of their own, so two threads at once would corrupt it; they get an error instead.
class usage {
public:
    explicit usage(exclusive_flag& flag, const std::source_location& where = {}) : call_(where), flag_(flag) {
        if (!flag_.take()) [[unlikely]]
            refuse();
    }
    usage(const usage&) = delete;
    ~usage() { flag_.release(); }

    [[noreturn, gnu::cold, gnu::noinline]] static void refuse() {
        throw error("a connection is used by two threads at once, or by one that is inside another call of it, as "
                    "insert_many is while the range that it is given reads; give each its own connection");
    }

private:
    call_scope call_;
    exclusive_flag& flag_;
};
/// The same for one row.
class row_usage {
public:
    explicit row_usage(exclusive_flag& flag) : flag_(flag) {
        if (!flag_.take_quickly()) [[unlikely]]
            usage::refuse();
    }
    row_usage(const row_usage&) = delete;
    ~row_usage() { flag_.release(); }

private:
    exclusive_flag& flag_;
};

} // namespace detail
} // namespace v0
} // namespace refract
