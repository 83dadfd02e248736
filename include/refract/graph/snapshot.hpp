// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/savepoint.hpp>
#include <refract/client/session_state.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// A level of a transaction that ends with its scope, in which it is kept or undone.
template <class Driver> class level_scope {
public:
    /// `begins`: whether there is one.
    level_scope(session_state<Driver>& state, const transaction_options& options, bool begins = true) : state_(state) {
        if (begins) level_ = begin_level<Driver>(state.connection, state.levels, options);
    }
    level_scope(const level_scope&) = delete;
    /// Undoes it where an error came before its end; a rollback that fails is tried again before anything else runs.
    ~level_scope() {
        if (level_.number != 0) state_.undo_for_certain(level_);
    }
    void finish() {
        if (level_.number == 0) return; // it has ended, or there was none
        keep_level<Driver>(state_.connection, state_.levels, level_);
        level_ = {};
    }

private:
    session_state<Driver>& state_;
    transaction_level level_{};
};

/// A transaction around the statements of one tree, so that all of them see the database as it was at one moment; in
/// a transaction of the program it does nothing, and that one's isolation says what they see.
template <class Driver> class read_snapshot {
public:
    /// `is_wanted`: one statement sees one moment without it.
    explicit read_snapshot(session_state<Driver>& state, bool is_wanted = true)
        : scope_(state, {.isolation = isolation::repeatable_read, .immediate = false},
                 is_wanted && !state.connection.in_transaction()) {}
    void finish() { scope_.finish(); }

private:
    level_scope<Driver> scope_;
};

template <class Driver> inline constexpr bool may_lose_plans =
    requires(typename Driver::connection& connection, const error& failure) { connection.has_lost_plans(failure); };
/// Whether a call failed for statements whose tables were altered since they were prepared. They are prepared anew.
template <class Driver> bool has_lost_plans(session_state<Driver>& state, const error& failure) {
    if constexpr (may_lose_plans<Driver>)
        return state.connection.has_lost_plans(failure);
    else
        return false;
}
/// Does the work of a call, and once more if it met statements whose tables were altered since they were prepared. In a
/// transaction of the program that is the program's to do. `is_own`: the transaction around is not the program's.
template <class Driver>
void with_current_plans(session_state<Driver>& state, void (*work)(void*), void* context, bool is_own = false) {
    if constexpr (may_lose_plans<Driver>)
        if (is_own || !state.connection.in_transaction()) try {
                return work(context);
            } catch (const error& failure) {
                if (!detail::has_lost_plans(state, failure)) throw;
            }
    work(context);
}
template <class Driver, class Work>
void with_current_plans(session_state<Driver>& state, Work& work, bool is_own = false) {
    detail::with_current_plans(
        state, [](void* context) { (*static_cast<Work*>(context))(); }, static_cast<void*>(__builtin_addressof(work)),
        is_own);
}

} // namespace detail
} // namespace v0
} // namespace refract
