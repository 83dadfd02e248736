#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/temporary_database.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("a temporary database looks where the one beside looks, and is gone", "[temporary_database]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    constexpr auto& how = detail::deploys_of<typename TestType::database::dialect>;
    std::string name;
    {
        detail::temporary_database<typename TestType::database> made(fresh.db());
        CHECK(made.get() == nullptr);
        if (TestType::is_sqlite) {
            CHECK_FALSE(made.create(how.create_database)); // it has no server
            return;
        }
        CHECK_FALSE(made.create("CREATE DATABASE {name} TEMPLATE nowhere"));
        REQUIRE(made.create(how.create_database));
        name = made.get()->template query<std::string>("SELECT current_database()::text").front();
        CHECK(name.starts_with("refract_shadow_"));
        CHECK(made.get()->template query<std::string>("SELECT current_schema()::text").front() ==
              fresh.rows("SELECT current_schema()").front());
    }
    CHECK(fresh.rows("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("a temporary database that a program left is dropped by the next, an hour later",
                   "[temporary_database]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh || TestType::is_sqlite) return;
    constexpr auto& how = detail::deploys_of<typename TestType::database::dialect>;
    const std::string end = "_" + detail::shadow_name().substr(30), old = "refract_shadow_20200101000000" + end,
                      young = "refract_shadow_29990101000000" + end, other = "refract_shadow_20200101000000x" + end;
    for (const std::string& each : {old, young, other}) fresh.rows("CREATE DATABASE " + each + " TEMPLATE template0");
    const auto count = [&](const std::string& name) {
        return fresh.rows("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'").front();
    };
    {
        detail::temporary_database<typename TestType::database> made(fresh.db());
        CHECK(made.create(how.create_database));
    }
    CHECK(count(old) == "0");
    CHECK(count(young) == "1");
    CHECK(count(other) == "1");
    for (const std::string& each : {young, other}) fresh.rows("DROP DATABASE " + each);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a database beside another reads a script as that one does", "[temporary_database]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    if (fresh.rows("SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreatedb)").empty()) return;
    detail::temporary_database<postgres::database> made(fresh.db());
    REQUIRE(made.create(detail::deploys_of<dialect::postgres>.create_database));
    const std::string name = made.get()->query<std::string>("SELECT current_database()::text").front();
    fresh.rows("ALTER DATABASE " + name + " SET DateStyle TO 'ISO, DMY'");
    postgres::database own(fresh.db().connection().target_of(name));
    detail::temporary_database<postgres::database> beside(own);
    REQUIRE(beside.create(detail::deploys_of<dialect::postgres>.create_database));
    CHECK(beside.get()->query<std::string>("SELECT '01/02/2024'::date::text").front() == "2024-02-01");
}
#endif
