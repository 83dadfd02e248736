// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/query_record.hpp>
#include <refract/client/row_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where rows end.
struct rows_end {};

/// Rows one by one, as an input range: `for (const User& user : db.each(query))`.
///
/// Never holds the whole result; one row object is filled again and again, so what it points to lives until the next
/// row. It can be walked once, and ends with its last row, with an error, or when it is destroyed. Must not outlive its
/// database. Moving it leaves the iterators behind: begin again.
template <class Row, class Driver> class rows {
public:
    rows(session_state<Driver>& state, execution<Driver> run, query_record* record = nullptr)
        : state_(&state), run_(std::move(run)), record_(record) {
        if constexpr (view_traits<Row>::value && requires { run_.statement().refuse_to_keep(); })
            run_.statement().refuse_to_keep();
    }
    rows(rows&& other) noexcept
        : state_(std::move(other.state_)), run_(std::move(other.run_)), row_(std::move(other.row_)),
          record_(other.record_), read_(other.read_), started_(other.started_) {}
    rows& operator=(rows&&) = delete;
    /// Ends the execution. If another thread is in a call, the next call ends it, and says that there were two.
    ~rows() {
        if (!run_.is_running()) return;
        count_rows(record_, read_);
        session_state<Driver>& state = *state_;
        if (state.in_use.take()) {
            run_.end();
            state.in_use.release();
        } else {
            run_.leave(state);
        }
    }

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
        bool operator==(rows_end) const { return !range_->run_.is_running(); }

    private:
        rows* range_ = nullptr;
    };

    /// Runs to the first row.
    iterator begin() {
        if (!started_ || !state_) {
            started_ = true;
            advance();
        }
        return iterator(this);
    }
    rows_end end() const { return {}; }

private:
    /// To the next row, or to the end. After an error nothing more comes: the statement would begin again, and what it
    /// writes would be written twice.
    void advance() {
        if (!run_.is_running()) [[unlikely]]
            return refuse_to_advance();
        try {
            const exclusive_row use(state_->in_use);
            try {
                if (!state_->connection.is_open()) [[unlikely]]
                    throw_not_open(state_->connection, "the connection is closed, and with it this stream");
                if (run_.step()) [[likely]] {
                    detail::read_row(run_.statement(), row_);
                    ++read_;
                } else {
                    count_rows(record_, read_);
                    run_.end();
                }
            } catch (...) {
                run_.end();
                throw;
            }
        } catch (error& failure) { rethrow_with_location(failure, run_.where()); }
    }
    [[gnu::cold, gnu::noinline]] void refuse_to_advance() const {
        if (state_) return; // at its end it stays there
        throw connection_error("this stream was moved from; walk the one that it was moved to");
    }

    session_share<Driver> state_;
    execution<Driver> run_;
    Row row_{};
    query_record* record_ = nullptr;
    std::uint64_t read_ = 0;
    bool started_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract
