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

TEMPLATE_TEST_CASE("what only the database has stays both ways, and children keep their rows", "[draft]",
                   REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, n INTEGER); CREATE TABLE log (n INTEGER); CREATE TABLE child "
        "(p INTEGER REFERENCES parent (id) ON DELETE CASCADE, n INTEGER)");
    if constexpr (TestType::is_sqlite)
        db.execute("CREATE TRIGGER own AFTER INSERT ON child BEGIN INSERT INTO log VALUES (new.p); END");
    else
        db.execute("CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (NEW.p); "
                   "RETURN NEW; END $$; CREATE TRIGGER own AFTER INSERT ON child FOR EACH ROW EXECUTE FUNCTION own()");
    db.execute("INSERT INTO parent VALUES (1, NULL); INSERT INTO child VALUES (1, 3)");
    other.db().execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, n BIGINT NOT NULL DEFAULT 7, CONSTRAINT small CHECK "
        "(n < 9)); CREATE TABLE log (n INTEGER); CREATE TABLE child (p INTEGER NOT NULL DEFAULT 1 REFERENCES "
        "parent (id) ON DELETE CASCADE, n INTEGER); CREATE INDEX by_n ON child (n)");
    const auto before = migrate::read_managed(db), wanted = migrate::read_database(other.db());
    CHECK(migrate::find_leftovers(before, wanted).size() == (TestType::is_sqlite ? 1 : 2));
    const migrate::migration made = migrate::draft_between<dialect>(before, wanted, {}, "grow");
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    for (const std::string& sql : {made.up, made.down, made.up}) {
        INFO(sql);
        migrate::write_migration(
            folder, {"2026010100000" + std::to_string(fresh.rows("SELECT n FROM log").size()) + "_x", sql, ""});
        REQUIRE(migrate::deploy(db, folder).size() == 1);
        db.execute("INSERT INTO child VALUES (1, 4)"); // the trigger sees it
    }
    CHECK(fresh.rows("SELECT count(*) FROM log") == text_rows{"4"});
    CHECK(fresh.rows("SELECT count(*) FROM child WHERE p = 1") == text_rows{"4"});
    CHECK(fresh.rows("SELECT n FROM parent") == text_rows{"7"});
    CHECK(migrate::compare(migrate::read_managed(db), migrate::settle(before, wanted)).empty());
    CHECK((made.up.find("-- refract: commit") == std::string::npos) == TestType::is_sqlite);
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
    migrate::step alone{.sql = "C", .about = "c", .in_transaction = false}, batches = alone,
                                                                            later{.sql = "V", .about = "v"};
    batches.repeats = later.begins_anew = true;
    CHECK(
        detail::print_script({later, later, alone, batches, later, later}) ==
        "-- v\nV;\n\n-- v\n-- refract: commit\nV;\n\n-- c\n-- refract: no transaction\nC;\n\n-- c\n-- refract: repeat\nC;\n"
        "\n-- v\nV;\n\n-- v\n-- refract: commit\nV;\n");
}
