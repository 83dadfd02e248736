// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/read_catalog.hpp>

#include <string>
#include <string_view>

/// \file
/// What models say, as the database would say it: they are made in an empty place, read, and are gone.

namespace refract {
inline namespace v0 {
namespace detail {

/// Makes all that a schema needs, whatever is there.
template <class Schema, class Session> void make_models(Session& session) {
    using dialect = typename Session::dialect;
    const auto run = [&](std::string_view sql) { session.execute(unsafe_sql(sql, {})); };
    const auto all = printer_of<dialect, Schema>().creations();
    for (const creation& each : all)
        for (const std::string& sql : each.make) run(sql);
    for (const creation& each : all)
        for (const std::string& sql : each.finish) run(sql);
}

} // namespace detail

namespace migrate {

/// What a database holds that has the models of a schema and nothing else: `describe_models<blog>(db)`.
///
/// SQLite makes them in memory. PostgreSQL makes them in a schema of a transaction that is rolled back: that takes the
/// right to create schemas and locks nothing that is there. Errors: those of the database. Costs the models' CREATEs.
template <class Schema, class Database> database_definition describe_models(Database& db) {
    const detail::catalog_facts& facts = detail::catalog_of<typename Database::dialect>;
    if (!facts.scratch.empty()) {
        Database empty{std::string(facts.scratch)};
        detail::make_models<Schema>(empty);
        return read_database(empty);
    }
    auto scratch = db.begin();
    scratch.execute(unsafe_sql(facts.enter_scratch, {}));
    detail::make_models<Schema>(scratch);
    database_definition found = read_database(scratch);
    scratch.rollback();
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
