// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/execution.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/client/placed_session.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/client/raw_verbs.hpp>
#include <refract/client/tenant_session.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a place of the run time is named by.
struct chosen_name {
    chosen_name(std::string, call_place = {});
};

/// The verbs of a database and of a transaction.
///
/// Errors: those of docs/reference/base/error.md; each names the SQL and the call. One thread at a time uses a
/// connection; a second one gets an error.
template <class Driver> class session : public query_verbs<Driver, session<Driver>>,
                                        public object_verbs<Driver, session<Driver>>,
                                        public raw_verbs<Driver> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;
    using place_type = usual_place;

    /// The same database in a schema that the run time has chosen (an attached database of SQLite): tables whose models
    /// have no `in_schema` are there. Errors: what is no name of a schema.
    placed_session<Driver> in_schema(std::string name, call_place where = call_place::current()) const {
        return at_call(where, [&] {
            if (!state_) throw_no_session();
            check_chosen_name(name, dialect::info, "schema");
            return placed_session<Driver>(state_.another(), std::move(name));
        });
    }
    template <class... Wrong>
        requires(!std::is_constructible_v<chosen_name, const Wrong&...>)
    placed_session<Driver> in_schema(const Wrong&...) const {
        require<failed<rule::chosen_name_is_text, Wrong...>>();
        return {state_.another(), {}};
    }
    /// The same database where a model's table has a name that the run time has chosen:
    /// `db.in_table<Event>("event_2025")`. Errors: what is no name of a table.
    template <class Table>
    placed_session<Driver> in_table(std::string name, call_place where = call_place::current()) const {
        require<check_table<Table>>();
        return at_call(where, [&] {
            if (!state_) throw_no_session();
            return placed_session<Driver>(state_.another(), {}).template in_table<Table>(std::move(name), where);
        });
    }
    template <class Table, class... Wrong>
        requires(!std::is_constructible_v<chosen_name, const Wrong&...>)
    placed_session<Driver> in_table(const Wrong&...) const {
        require<failed<rule::chosen_name_is_text, Table, Wrong...>>();
        return {state_.another(), {}};
    }

    /// The same database as one tenant has it, of models with `refract::tenant`: `db.tenant(7)`, `db.tenant("acme")`.
    template <class Value> auto tenant(Value&& value, call_place where = call_place::current()) const {
        return at_call(where, [&] {
            if (!state_) throw_no_session();
            auto made = detail::make_tenant(static_cast<Value&&>(value));
            return tenant_session<Driver, decltype(made)>(state_.another(), std::move(made));
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
    friend class query_verbs<Driver, session>;
    friend class object_verbs<Driver, session>;
    friend class raw_verbs<Driver>;
    template <class> friend class live_check;
    friend struct session_door;

    static constexpr usual_place place() noexcept { return {}; }

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
