// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/base/rules/verify.hpp>
#include <refract/verify/live_check.hpp>

#include <source_location>

#if !defined(REFRACT_NO_SQLITE) && __has_include(<sqlite3.h>)
#include <refract/driver/sqlite_inspect.hpp>
#endif
#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))
#include <refract/driver/postgres_inspect.hpp>
#endif

/// \file
/// The check of a program's queries against a live database.

namespace refract {
inline namespace v0 {

/// Holds every query of the program against a database, without running one: those that never ran as well.
///
///     refract::sqlite::database db{"app.db"};
///     refract::verify(db).require_ok();   // an error that lists what is wrong, file and line first
///
/// Each query for this kind of database is prepared there, described, and its plan asked for; what it names is looked
/// up in the catalog. Nothing is changed: PostgreSQL is asked in a transaction that only reads, or in savepoints of the
/// one that is open. Errors: those of the connection; what is wrong with a query is a finding. Cost: a dozen questions
/// for each query.
template <class Driver> verification verify(const detail::session<Driver>& on, const verify_options& how = {},
                                            std::source_location where = std::source_location::current()) {
    if constexpr (!detail::inspectable<Driver>) {
        detail::require<detail::failed<detail::rule::live_database_is_verified, Driver>>();
        return {};
    } else {
        return detail::at_call(where, [&] { return detail::live_check<Driver>(on, how).run(); });
    }
}
/// The same in the place that the run time has chosen for tables: `verify(db.in_schema("tenant_1"))`.
///
/// Each query is held against its text there. Of those that ran with parts of the run time, the texts of that place.
template <class Driver> verification verify(const detail::placed_session<Driver>& in, const verify_options& how = {},
                                            std::source_location where = std::source_location::current()) {
    if constexpr (!detail::inspectable<Driver>) {
        detail::require<detail::failed<detail::rule::live_database_is_verified, Driver>>();
        return {};
    } else {
        return detail::at_call(where, [&] { return detail::live_check<Driver>(in, how).run(); });
    }
}

} // namespace v0
} // namespace refract
