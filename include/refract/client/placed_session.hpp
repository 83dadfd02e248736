// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/client/create_tables.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/client/place.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/client/savepoint.hpp>
#include <refract/sql/check_view.hpp>

#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class basic_transaction;

/// A database or a transaction in a schema that the run time has chosen, as one client of many has it: tables whose
/// models have no `in_schema` are there. It does what queries and whole objects do.
///
///     auto shop = db.in_schema(name);
///     shop.create_tables<schema<Item, Sale>>();
///     shop.all(from<Item>().join<Country>(...)); // Country has in_schema("shared")
///
/// SQL: `"name"."item"`, the name quoted. Cost: a statement is put together for each schema and kept prepared among the
/// 64 that the run time has made last, so a call compares its key; calls without a chosen schema cost nothing.
template <class Driver> class placed_session : public query_verbs<Driver, placed_session<Driver>>,
                                               public object_verbs<Driver, placed_session<Driver>> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;
    using place_type = chosen_place;

    /// What `create_tables` of a database does, and makes the schema itself (PostgreSQL).
    template <class Schema> void create_tables(call_place where = call_place::current()) {
        using check = check_created<dialect, Schema>;
        require<check>();
        if constexpr (is_passed<check>)
            at_call(where, [&] {
                basic_transaction<Driver> inside(*state_, transaction_options{}, where);
                create_missing(inside, detail::printer_of<dialect, Schema>(name_));
                inside.commit(where);
            });
    }

private:
    friend class session<Driver>;
    friend class query_verbs<Driver, placed_session>;
    friend class object_verbs<Driver, placed_session>;

    placed_session(session_share<Driver> state, std::string name) noexcept
        : state_(std::move(state)), name_(std::move(name)) {}
    chosen_place place() const noexcept { return {name_}; }

    session_share<Driver> state_;
    std::string name_;
};

} // namespace detail
} // namespace v0
} // namespace refract
