#include <refract/migrate/foreign_folder.hpp>

#include "support/catch.hpp"

#include <filesystem>
#include <string>
#include <vector>

using namespace refract;
using migrate::foreign_tool;

TEST_CASE("names of other tools' files say versions", "[foreign_folder]") {
    const auto version = [](foreign_tool tool, const std::string& name) {
        const auto read = detail::read_foreign_name(tool, name);
        return read ? read->version + (read->is_down ? " down " : " ") + read->said : "";
    };
    CHECK(version(foreign_tool::flyway, "V1_2__add_hats.sql") == "1_2 add_hats");
    CHECK(version(foreign_tool::flyway, "U1.2__add_hats.sql") == "1.2 down add_hats");
    CHECK(version(foreign_tool::flyway, "R__views.sql").empty());
    CHECK(version(foreign_tool::flyway, "V1__.sql").empty());
    CHECK(version(foreign_tool::flyway, "Vx__hats.sql").empty());
    CHECK(version(foreign_tool::diesel, "2026-01-02-030405_hats") == "20260102030405 hats");
    CHECK(version(foreign_tool::golang_migrate, "000003_hats.down.sql") == "000003 down hats");
    CHECK(version(foreign_tool::golang_migrate, "000003_hats.sql").empty());
    CHECK(version(foreign_tool::prisma, "20260102030405_hats") == "20260102030405_hats hats");
}

TEST_CASE("versions of other tools have an order", "[foreign_folder]") {
    const auto order = [](foreign_tool tool, const std::string& version) { return detail::order_of(tool, version); };
    CHECK(order(foreign_tool::flyway, "1.9") < order(foreign_tool::flyway, "1.10"));
    CHECK(order(foreign_tool::flyway, "1_9") == order(foreign_tool::flyway, "1.9.0"));
    CHECK(order(foreign_tool::golang_migrate, "000002") == order(foreign_tool::golang_migrate, "2"));
    CHECK(order(foreign_tool::prisma, "20260101000000_a") < order(foreign_tool::prisma, "20260101000000_b"));
}

TEST_CASE("a table is another tool's history by its name and its columns", "[foreign_folder]") {
    const auto is = [](const std::string& name, const std::vector<std::string>& columns) {
        migrate::table_definition made{.name = name};
        for (const std::string& each : columns) made.columns.emplace_back().name = each;
        return detail::is_foreign_history(made);
    };
    CHECK(is("schema_migrations", {"version", "dirty"}));
    CHECK_FALSE(is("schema_migrations", {"version"}));
    CHECK(is("flyway_schema_history", {"installed_rank", "version", "success"}));
    CHECK_FALSE(is("history", {"version", "dirty"}));
}
