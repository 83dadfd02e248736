// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/test/door.hpp>

#include <type_traits>
#include <utility>

/// \file
/// Rows of tests in a place of a database: a tenant's, or a schema that is chosen when the program runs.

namespace refract {
inline namespace v0 {
namespace detail {

/// A session of a place as a transaction has it: its verbs mean the place, its transactions the connection's.
template <class Session> class placed_transaction {
public:
    using driver = typename Session::driver;
    using dialect = typename driver::dialect;

    placed_transaction(Session& place, basic_transaction<driver>& around) : place_(place), around_(around) {}

    template <class... Argument> auto all(Argument&&... given) { return place_.all(static_cast<Argument&&>(given)...); }
    template <class Query> auto count(Query&& query) { return place_.count(static_cast<Query&&>(query)); }
    template <class Object> auto insert(Object&& object) { return place_.insert(static_cast<Object&&>(object)); }
    template <class Object> auto update(Object&& object) { return place_.update(static_cast<Object&&>(object)); }
    template <class Work> decltype(auto) transaction(Work&& work) {
        return around_.transaction([&](auto& part) -> decltype(auto) {
            placed_transaction inside(place_, part);
            return work(inside);
        });
    }

private:
    Session& place_;
    basic_transaction<driver>& around_;
};

/// A database, a transaction, or a place of one.
template <class Session>
concept session_of_rows = requires { typename std::remove_reference_t<Session>::driver::dialect; };

/// Runs `work(transaction)` on a database, on a transaction, or in a place of one, all of it or nothing.
template <class Session, class Work> auto in_one_transaction(Session& on, Work&& work) {
    using driver = typename Session::driver;
    if constexpr (std::is_base_of_v<session<driver>, Session>) {
        basic_transaction<driver> whole(*session_door::share(static_cast<const session<driver>&>(on)), {});
        auto made = work(whole);
        whole.commit();
        return made;
    } else {
        basic_transaction<driver> whole(*session_door::share_of_place(on), {});
        placed_transaction<Session> placed(on, whole);
        auto made = work(placed);
        whole.commit();
        return made;
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
