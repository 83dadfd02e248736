#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/pull_types.hpp>

#include "support/catch.hpp"

using namespace refract;
using detail::pulls_of;

namespace {

const migrate::database_definition chosen_from{
    .enums = {{.name = "mood", .labels = {"so so", "class"}}, {.schema = "app", .name = "mood", .labels = {"x"}}},
    .objects = {{"domain", "", "email", "text CONSTRAINT c CHECK (VALUE <> '')"},
                {"domain", "", "short", "numeric(4,1) NOT NULL"}}};

template <class Dialect> std::string field_of(const std::string& type) {
    const auto& of = chosen_from.enums;
    const detail::pulled_enums names{{&of[0], {&of[0], "Mood", {}}}, {&of[1], {&of[1], "AppMood", {}}}};
    const detail::type_chooser types(chosen_from, pulls_of<Dialect>, names);
    const detail::pulled_field found = types.choose(type);
    return found.type + (found.is_usual ? "" : " of its type") + (found.is_known ? "" : ", unknown");
}

} // namespace

TEST_CASE("types of PostgreSQL as fields", "[pull_types]") {
    const auto& of = field_of<dialect::postgres>;
    CHECK(of("integer") == "std::int32_t");
    CHECK(of("character varying(20)") == "std::string of its type");
    CHECK(of("numeric") == "refract::numeric");
    CHECK(of("numeric(10,2)") == "refract::decimal<2> of its type");
    CHECK(of("numeric(30,2)") == "refract::numeric of its type");
    CHECK(of("numeric(3,-2)") == "refract::numeric of its type");
    CHECK(of("timestamp(3) without time zone") == "std::chrono::sys_time<std::chrono::milliseconds> of its type");
    CHECK(of("timestamp(1) with time zone") ==
          "std::chrono::sys_time<std::chrono::duration<std::int64_t, std::ratio<1, 10>>> of its type");
    CHECK(of("timestamp with time zone") == "std::chrono::sys_time<std::chrono::microseconds>");
    CHECK(of("interval day to second(3)") == "std::string of its type");
    CHECK(of("integer[]") == "std::vector<std::optional<std::int32_t>>");
    CHECK(of("mood[]") == "std::vector<std::optional<Mood>>");
    CHECK(of("mood") == "Mood");
    CHECK(of("app.mood") == "AppMood");
    CHECK(of("email") == "std::string of its type");
    CHECK(of("short") == "refract::decimal<1> of its type");
    CHECK(of("int4range") == "std::string of its type");
}

TEST_CASE("types of SQLite as fields", "[pull_types]") {
    const auto& of = field_of<dialect::sqlite>;
    CHECK(of("INTEGER") == "std::int64_t");
    CHECK(of("unsigned big int") == "std::int64_t of its type");
    CHECK(of("NVARCHAR(160)") == "std::string of its type");
    CHECK(of("DECIMAL(10, 2)") == "refract::decimal<2> of its type");
    CHECK(of("DECIMAL") == "double of its type");
    CHECK(of("DATETIME") == "std::chrono::sys_time<std::chrono::microseconds> of its type");
    CHECK(of("") == "std::string of its type, unknown");
    CHECK(of("geometry") == "std::string of its type, unknown");
}

TEST_CASE("labels are enumerators, each its own", "[pull_types]") {
    CHECK(detail::enumerator_names(chosen_from.enums[0]) == std::vector<std::string>{"so_so", "class_"});
    CHECK(detail::enumerator_names({.labels = {"a-b", "a b", ""}}) ==
          std::vector<std::string>{"a_b", "a_b_2", "value"});
}

TEST_CASE("rows of tables and views are types that are there, no model makes foreign tables", "[pull_types]") {
    const migrate::database_definition of{.tables = {{.name = "ware"},
                                                     {.name = "dear", .kind = migrate::table_kind::view},
                                                     {.name = "far", .kind = migrate::table_kind::foreign_table}}};
    const detail::pulled_enums no_enums;
    const detail::type_chooser types(of, pulls_of<dialect::postgres>, no_enums);
    CHECK(types.choose("ware").is_there);
    CHECK(types.choose("dear").is_there);
    CHECK(types.choose("dear[]").is_there);
    CHECK_FALSE(types.choose("far").is_there);
    CHECK_FALSE(types.choose("far[]").is_there);
}
