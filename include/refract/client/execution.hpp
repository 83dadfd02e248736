// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/client/session_state.hpp>
#include <refract/client/statement_cache.hpp>
#include <refract/driver/driver.hpp>

#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string_view>
#include <utility>

/// \file
/// The one door through which statements go to the database: typed queries, objects, raw SQL, scripts and bulk copies
/// begin, are sent, step and end here, and nowhere else in the client. What is to happen around every statement has
/// its place here.

namespace refract {
inline namespace v0 {
namespace detail {

/// One run of one prepared statement: taken, given its values, sent, stepped through, ended.
///
/// It knows the call that it belongs to, so that it can be begun in one place and go on in another: a stream does.
template <class Driver> class execution {
public:
    using lease = typename statement_cache<Driver>::lease;
    using prepared = typename Driver::statement;

    /// `streamed`: its values may be gone before its last row, and its rows are wanted one by one.
    execution(lease held, std::source_location where, bool streamed) : held_(std::move(held)), where_(where) {
        held_.statement().begin(streamed);
    }
    execution(execution&&) noexcept = default;

    /// Gives it its values: `put(statement)` binds them. Errors of a value name the SQL.
    template <class Put> REFRACT_INLINE execution& bind(Put put) {
        try {
            put(held_.statement());
        } catch (error& failure) {
            failure.add_sql(held_.statement().sql());
            throw;
        }
        return *this;
    }
    /// Starts it. The database may still be at work afterwards.
    execution& send() {
        held_.statement().send();
        return *this;
    }
    /// Waits for the next row; sends first if nobody has. After false or an error comes only `end`.
    bool step() { return held_.statement().step(); }
    /// Runs it to its end, whatever else it yields.
    void drain() {
        while (step()) {}
    }
    /// Runs it to its end; the number of rows that it touched.
    std::int64_t finish() {
        drain();
        return held_.statement().changes();
    }

    /// For the columns of the current row.
    prepared& statement() const noexcept { return held_.statement(); }
    std::string_view sql() const { return held_.statement().sql(); }
    std::source_location where() const noexcept { return where_; }

    /// Whether it has neither ended nor been moved from.
    bool is_running() const noexcept { return held_.holds(); }
    void end() noexcept { held_.end(); }
    /// Ends it later: another thread is inside the connection now.
    void leave(session_state<Driver>& state) noexcept {
        held_.leave(state.statements);
        state.attention.raise();
    }

private:
    lease held_;
    std::source_location where_;
};

/// Begins a constant statement.
template <class Driver>
REFRACT_INLINE execution<Driver> begin_constant(session_state<Driver>& state, const ready_statement& text,
                                                std::source_location where, bool streamed = false) {
    return {state.statements.acquire(state.connection, text), where, streamed};
}
/// Begins a statement that was found or made at run time.
template <class Driver, class Entry> execution<Driver> begin_found(session_state<Driver>& state, Entry* found,
                                                                   std::source_location where, bool streamed = false) {
    return {state.statements.acquire(state.connection, found), where, streamed};
}
/// Begins a statement that is prepared for this run alone.
template <class Driver>
execution<Driver> begin_once(session_state<Driver>& state, const ready_statement& text, std::source_location where) {
    using cache = statement_cache<Driver>;
    using entry = typename cache::entry;
    state.statements.announce(text.text());
    return {typename cache::lease(new entry(state.connection.prepare(text, false), false)), where, false};
}
/// Runs SQL of any number of statements; the number of rows that the last one touched.
template <class Driver> std::int64_t run_script(session_state<Driver>& state, std::string_view sql) {
    state.statements.announce(sql);
    state.connection.execute(sql);
    return state.connection.changes();
}
/// Begins a bulk copy into the columns that `sql` names.
template <class Driver>
auto begin_copy(session_state<Driver>& state, std::string_view sql, const sql_type* columns, std::size_t count) {
    state.statements.announce(sql);
    return state.connection.copy(sql, columns, count);
}

/// Serves a call of the program: this thread alone is inside the connection meanwhile, and an error that comes out of
/// it says where the call stands.
template <class Driver, class Work>
REFRACT_INLINE decltype(auto) serve(const session_share<Driver>& share, std::source_location where, Work&& work) {
    try {
        const exclusive_use<Driver> use(share);
        return work(use.state());
    } catch (error& failure) { rethrow_with_location(failure, where); }
}

} // namespace detail
} // namespace v0
} // namespace refract
