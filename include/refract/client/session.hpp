// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/execution.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/client/raw_verbs.hpp>
#include <refract/sql/check_view.hpp>
#include <refract/sql/print_ddl.hpp>

#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs of a database and of a transaction.
///
/// Errors: those of docs/reference/base/error.md; each names the SQL and the call. One thread at a time uses a
/// connection; a second one gets an error.
template <class Driver>
class session : public query_verbs<Driver>, public object_verbs<Driver>, public raw_verbs<Driver> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;

    /// Computes the rows of a materialized view anew: `REFRESH MATERIALIZED VIEW` (PostgreSQL).
    template <class View> void refresh(call_place where = call_place::current()) {
        using check = check_refreshed<dialect, View>;
        require<check>();
        if constexpr (is_passed<check>)
            serve(state_, where, [](session_state<Driver>& state) {
                const std::string sql = print_to_string(dialect::info, [](writer& out) {
                    out.put(out.dialect.definitions.refresh_view);
                    out.table(table_of<source_table<View>>());
                });
                run_script(state, sql);
            });
    }

    /// The driver's connection, for what refract does not cover. It may be asked for while another thread is in a call.
    typename Driver::connection& connection(call_place where = call_place::current()) {
        return at_call(where, [&]() -> typename Driver::connection& {
            if (!state_) throw_no_session();
            if (!state_->is_open()) throw_closed();
            if (state_->attention.is_raised() && state_->in_use.take()) settle_now();
            return state_->connection;
        });
    }

protected:
    explicit session(session_state<Driver>* shared) noexcept : state_(shared) {}
    session(session&&) noexcept = default;
    ~session() = default;

    session_share<Driver> state_;

private:
    friend class query_verbs<Driver>;
    friend class object_verbs<Driver>;
    friend class raw_verbs<Driver>;

    /// What a rollback that failed has left is done before the connection is handed out; this thread has it.
    [[gnu::cold, gnu::noinline]] void settle_now() {
        try {
            state_->settle();
        } catch (...) {
            state_->in_use.release();
            throw;
        }
        state_->in_use.release();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
