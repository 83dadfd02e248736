// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/client/session.hpp>

#include <string>
#include <type_traits>

/// \file
/// How often a connection goes to its database, for tests: what is slow over a network is fast on a local socket.

namespace refract {
inline namespace v0 {

/// Counts the round trips of a connection from its making to its end: on PostgreSQL what is sent at once and waited
/// for, a pipeline as one; on SQLite statements. What is prepared for the first time is a round trip, too: run it once
/// before.
///
///     db.all(authors);
///     refract::round_trips trips(db);
///     db.all(authors);
///     trips.require_at_most(1);
///
/// It ends before the connection does. It uses the client library's trace, so that nothing is paid for it elsewhere; of
/// a connection there is one, and a second counter takes it away from the first.
template <class Driver> class round_trips {
public:
    explicit round_trips(detail::session<Driver>& db) : counter_(db.connection().native()) {}

    /// Those up to now.
    int count() { return counter_.count(); }
    /// Errors: `error` if there were more.
    void require_at_most(int most) {
        if (const int found = count(); found > most)
            throw error(std::to_string(found) + " round trips were made where " + std::to_string(most) +
                        " are allowed");
    }
    /// Errors: `error` if there were more or fewer.
    void require(int expected) {
        if (const int found = count(); found != expected)
            throw error(std::to_string(found) + " round trips were made where " + std::to_string(expected) +
                        " are expected");
    }

private:
    typename Driver::trip_counter counter_;
};

/// Does work whose round trips are known; what it returns.
///
///     const auto authors = refract::expect_round_trips(db, 1, [&] { return db.all(query); });
///
/// Errors: those of the work; `error` if it makes more or fewer.
template <class Driver, class Work> auto expect_round_trips(detail::session<Driver>& db, int expected, Work&& work) {
    round_trips<Driver> trips(db);
    if constexpr (std::is_void_v<decltype(work())>) {
        work();
        trips.require(expected);
    } else {
        auto made = work();
        trips.require(expected);
        return made;
    }
}

} // namespace v0
} // namespace refract
