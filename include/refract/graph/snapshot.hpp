// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/savepoint.hpp>
#include <refract/client/session_state.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// A transaction around the statements of one tree, so that all of them see the database as it was at one moment; in
/// a transaction of the program it does nothing, and that one's isolation says what they see.
template <class Driver> class read_snapshot {
public:
    explicit read_snapshot(session_state<Driver>& state) : state_(state) {
        if (state.connection.in_transaction()) return;
        const transaction_options options{.isolation = isolation::repeatable_read, .immediate = false};
        level_ = begin_level<Driver>(state.connection, ++state.last_transaction, options);
    }
    read_snapshot(const read_snapshot&) = delete;
    /// Ends it where an error came before its end; a rollback that fails is tried again before anything else runs.
    ~read_snapshot() {
        if (level_.number != 0) state_.undo_for_certain(level_);
    }
    void finish() {
        if (level_.number == 0) return;
        keep_level<Driver>(state_.connection, level_);
        level_ = {};
    }

private:
    session_state<Driver>& state_;
    transaction_level level_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
