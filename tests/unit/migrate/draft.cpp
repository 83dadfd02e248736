#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/draft.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

using namespace refract;
using namespace refract_test;

// A model as it is now, and as it will be: two structs for the one table.
namespace drafted {

struct Person {
    std::int64_t id{};
    std::string name{};
};
struct Human {
    std::int64_t id{};
    std::string full_name{};
    std::int64_t age{};
};

} // namespace drafted

template <> inline constexpr auto refract::model<drafted::Person> = refract::table(refract::named("person"));
template <> inline constexpr auto refract::model<drafted::Human> =
    refract::table(refract::named("human"), refract::renamed_from("person"),
                   refract::column<&drafted::Human::full_name>.renamed_from("name"),
                   refract::column<&drafted::Human::age>.default_to(18), refract::unique<&drafted::Human::full_name>);

TEMPLATE_TEST_CASE("models make the first migration, and the next with their new names", "[draft]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    const auto run = [&](const migrate::migration& made) {
        INFO(made.up);
        migrate::write_migration(folder, made);
        REQUIRE(migrate::deploy(db, folder).size() == 1);
    };
    using before = schema<drafted::Person>;
    using after = schema<drafted::Human>;
    const auto start = std::chrono::sys_days{std::chrono::year(2026) / 1 / 2} + std::chrono::seconds(3661);
    const migrate::migration made = migrate::draft<before>(db, "Begin", start);
    CHECK(made.name == "20260102010101_begin");
    run(made);
    CHECK(migrate::draft<before>(db, "none").up.empty());
    CHECK(migrate::draft<before>(db, "none").down.empty());
    const auto was = migrate::read_managed(db);
    db.insert(drafted::Person{.name = "Ann"});

    const migrate::migration next = migrate::draft<after>(db, "Grow", start + std::chrono::hours(1));
    run(next);
    CHECK(migrate::draft<after>(db, "none").up.empty());
    CHECK(fresh.rows("SELECT id, full_name, age FROM human") == text_rows{"1|Ann|18"});

    run({.name = "20270101000000_back", .up = next.down});
    CHECK(migrate::compare(migrate::read_managed(db), was).empty());
    CHECK(fresh.rows("SELECT id, name FROM person") == text_rows{"1|Ann"});
    std::filesystem::remove_all(folder);
}

TEST_CASE("renames lead back", "[draft]") {
    const std::vector<migrate::rename> renames{{"", "a", "", "b"}, {"s", "a", "x", "y"}, {"", "a", "x", "y"}};
    CHECK(detail::renamed_back(renames) ==
          std::vector<migrate::rename>{{"", "b", "", "a"}, {"s", "a", "y", "x"}, {"", "b", "y", "x"}});
}

TEST_CASE("a script says what each statement does", "[draft]") {
    CHECK(detail::print_script({{"SELECT 1", "one\ntwo"}, {"SELECT 2", "three"}}) ==
          "-- one two\nSELECT 1;\n\n-- three\nSELECT 2;\n");
    CHECK(detail::print_script({}).empty());
}
