// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/read_catalog.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What models say, as the database would say it: they are made in an empty place, read, and are gone.

namespace refract {
inline namespace v0 {
namespace detail {

/// Where the tables of models are: the schema that a connection looks in first, and those that they name.
template <class Schema> std::vector<std::string> schemas_of() {
    std::vector<std::string> all{std::string()};
    for (const table_description* each : Schema::tables) {
        const std::string name(each->table->schema);
        if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    }
    return all;
}
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
/// SQLite makes them in memory. PostgreSQL makes them in schemas of a transaction that is rolled back: that takes the
/// right to create schemas, and for models that name one (`in_schema`) to rename it. Errors: those of the database;
/// models of attached databases. Costs the models' CREATEs.
template <class Schema, class Database> database_definition describe_models(Database& db) {
    const detail::catalog_facts& facts = detail::catalog_of<typename Database::dialect>;
    const std::vector<std::string> schemas = detail::schemas_of<Schema>();
    if (!facts.scratch.empty()) {
        if (schemas.size() > 1)
            throw error("models of the attached database \"" + schemas[1] +
                        "\" cannot be described; only those of main");
        Database empty{std::string(facts.scratch)};
        detail::make_models<Schema>(empty);
        return read_database(empty);
    }
    auto scratch = db.begin();
    scratch.execute(unsafe_sql(facts.enter_scratch, {}));
    detail::hide_schemas(scratch, schemas);
    detail::make_models<Schema>(scratch);
    database_definition found = read_database(scratch, schemas);
    scratch.rollback();
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
