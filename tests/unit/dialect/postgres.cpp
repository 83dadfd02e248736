#include <refract/dialect/postgres.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <string>

using namespace refract_test;
using refract::detail::operation;

TEST_CASE("PostgreSQL understands what the dialect spells") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const auto& info = refract::dialect::postgres::info;
    const auto ask = [&](const std::string& sql) { return fresh.rows("SELECT (" + sql + ")::text").at(0); };
    const auto spelled = [&](operation op) { return std::string(info.spelled(op).pattern); };
    CHECK(ask("NULL::int " + spelled(operation::is_not_distinct_from) + " NULL::int") == "true");
    CHECK(ask("NULL::int " + spelled(operation::is_distinct_from) + " 1") == "true");
    CHECK(ask("pg_typeof(" + spelled(operation::now) + ")") == "timestamp with time zone");
    CHECK(ask("pg_typeof(" + std::string(info.values.moment) + ")") == "timestamp with time zone");
    for (const auto& name : info.definitions.type_names)
        if (name.kind != refract::type_kind::array)
            CHECK(ask("NULL::" + std::string(cast_name(name)) + " IS NULL") == "true");
}
