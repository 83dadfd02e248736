// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/row_reader.hpp>
#include <refract/client/session_state.hpp>
#include <refract/client/statement_cache.hpp>

#include <cstddef>
#include <source_location>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where rows end.
struct rows_end {};

/// Rows one by one, as an input range: `for (const User& user : db.each(query))`.
///
/// Never holds the whole result; one row object is filled again and again, so what it points to
/// lives until the next row. Ends the execution when it is destroyed. Must not outlive its database.
template <class Row, class Driver> class rows {
public:
    using lease = typename statement_cache<Driver>::lease;

    rows(session_state<Driver>& state, lease held, const std::source_location& where)
        : state_(&state), held_(std::move(held)), where_(where) {}

    class iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(rows* range) : range_(range) {}
        const Row& operator*() const { return range_->row_; }
        const Row* operator->() const { return &range_->row_; }
        iterator& operator++() {
            range_->advance();
            return *this;
        }
        void operator++(int) { range_->advance(); }
        bool operator==(rows_end) const { return range_->ended_; }

    private:
        rows* range_ = nullptr;
    };

    /// Runs to the first row; a range can be walked once.
    iterator begin() {
        if (!started_) {
            started_ = true;
            advance();
        }
        return iterator(this);
    }
    rows_end end() const { return {}; }

private:
    void advance() {
        try {
            const row_usage guard(state_->in_use);
            if (!state_->connection.is_open()) [[unlikely]]
                throw_closed();
            ended_ = !held_.statement().step();
            if (!ended_) read_row(held_.statement(), row_);
        } catch (error& failure) {
            failure.set_location(where_);
            throw;
        }
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_closed() {
        throw connection_error("the connection is closed, and with it this stream");
    }

    state_share<Driver> state_;
    lease held_;
    std::source_location where_;
    Row row_{};
    bool started_ = false, ended_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract
