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
