// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/savepoint.hpp>
#include <refract/client/session_state.hpp>

#include <optional>

namespace refract {
inline namespace v0 {
namespace detail {

/// A level of a transaction that ends with its scope, in which it is kept or undone.
template <class Driver> class level_scope {
public:
    level_scope(session_state<Driver>& state, const transaction_options& options)
        : state_(state), level_(begin_level<Driver>(state.connection, state.levels, options)) {}
    level_scope(const level_scope&) = delete;
    /// Undoes it where an error came before its end; a rollback that fails is tried again before anything else runs.
    ~level_scope() {
        if (level_.number != 0) state_.undo_for_certain(level_);
    }
    void finish() {
        if (level_.number == 0) return; // it has ended
        keep_level<Driver>(state_.connection, state_.levels, level_);
        level_ = {};
    }

private:
    session_state<Driver>& state_;
    transaction_level level_;
};

/// A transaction around the statements of one tree, so that all of them see the database as it was at one moment; in
/// a transaction of the program it does nothing, and that one's isolation says what they see.
template <class Driver> class read_snapshot {
public:
    explicit read_snapshot(session_state<Driver>& state) {
        if (!state.connection.in_transaction())
            scope_.emplace(state, transaction_options{.isolation = isolation::repeatable_read, .immediate = false});
    }
    void finish() {
        if (scope_) scope_->finish();
    }

private:
    std::optional<level_scope<Driver>> scope_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
