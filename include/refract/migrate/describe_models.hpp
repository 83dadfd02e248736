// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/model_set.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/read_catalog.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// What models say, as the database would say it: they are made in an empty place, read, and are gone.

namespace refract {
inline namespace v0 {
namespace detail {

/// Schemas that are there are out of the way until the transaction ends.
template <class Session> void hide_schemas(Session& scratch, const std::vector<std::string>& schemas) {
    using dialect = typename Session::dialect;
    for (const std::string& each : schemas) {
        if (each.empty()) continue;
        const creation made{.question = dialect::info.schemas.find_schema, .name = each};
        if (find_created(scratch, made).empty()) continue;
        const std::string sql =
            fill_pattern(catalog_of<dialect>.hide_schema,
                         {{"name", quote_name(each)}, {"new", quote_name("refract_hidden_" + each)}});
        scratch.execute(unsafe_sql(sql, {}));
    }
}
/// What is made from now on is in a schema of its own, which is gone with the transaction.
template <class Session> void enter_scratch(Session& scratch) {
    try {
        scratch.execute(unsafe_sql(catalog_of<typename Session::dialect>.enter_scratch, {}));
    } catch (const error& failure) {
        if (failure.connection_lost()) throw;
        throw error(error_details{
            .message = "what models and migrations make is seen in a schema that is made and undone, and none can be "
                       "made here; that takes GRANT CREATE ON DATABASE ... TO ..., and a server that writes: " +
                       failure.message(),
            .sql = failure.sql(),
            .code = failure.code()});
    }
}
/// In a database of its own, which need not compare and calculate as that does for which it is made.
template <class Database> void prepare_scratch(Database& empty) {
    if constexpr (requires { empty.connection().accept_any_name(); }) empty.connection().accept_any_name();
}
/// Makes all that models need, whatever is there.
template <class Session> void make_models(Session& session, const migrate::model_set& models) {
    const auto run = [&](std::string_view sql) { session.execute(unsafe_sql(sql, {})); };
    for (const creation& each : models.creations)
        for (const std::string& sql : each.make) run(sql);
    for (const creation& each : models.creations)
        for (const std::string& sql : each.finish) run(sql);
}

} // namespace detail

namespace migrate {

/// What a database holds that has the models of a schema and nothing else: `describe_models<blog>(db)`.
///
/// SQLite makes them in memory. PostgreSQL makes them in schemas of a transaction that is rolled back: that takes the
/// right to create schemas, and for models that name one (`in_schema`) to rename it. Errors: those of the database;
/// models of attached databases. Costs the models' CREATEs.
template <class Database> database_definition describe_models(Database& db, const model_set& models) {
    const detail::catalog_facts& facts = detail::catalog_of<typename Database::dialect>;
    if (!facts.scratch.empty()) {
        if (models.schemas.size() > 1)
            throw error("models of the attached database \"" + models.schemas[1] +
                        "\" cannot be described; only those of main");
        Database empty{std::string(facts.scratch)};
        detail::prepare_scratch(empty);
        detail::make_models(empty, models);
        return read_database(empty);
    }
    auto scratch = db.begin();
    detail::enter_scratch(scratch);
    detail::hide_schemas(scratch, models.schemas);
    detail::make_models(scratch, models);
    database_definition found = read_database(scratch, models.schemas);
    scratch.rollback();
    return found;
}
template <class Schema, class Database> database_definition describe_models(Database& db) {
    return describe_models(db, models_of<typename Database::dialect, Schema>());
}

} // namespace migrate
} // namespace v0
} // namespace refract
