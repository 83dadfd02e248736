#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <filesystem>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {

struct migrations_folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / unique_name();
    migrations_folder() = default;
    migrations_folder(const migrations_folder&) = delete;
    ~migrations_folder() { std::filesystem::remove_all(path); }
    void add(const std::string& name, const std::string& up) const { migrate::write_migration(path, {name, up, ""}); }
};
const std::string first = "20260101000000_first", second = "20260102000000_second";

} // namespace

TEMPLATE_TEST_CASE("what is pending is run once, in order", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    CHECK(migrate::deploy(db, folder.path).empty());
    folder.add(first, "CREATE TABLE x (n INT);\nINSERT INTO x VALUES (1); -- a row\n");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    folder.add(second, "INSERT INTO x SELECT n + 1 FROM x;");
    CHECK(migrate::deploy(db, folder.path) == names{second});
    CHECK(migrate::deploy(db, folder.path).empty());
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "2"});
    CHECK(fresh.rows("SELECT name, steps FROM _refract_migrations ORDER BY name") ==
          text_rows{first + "|2", second + "|1"});
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).is_clean());
}

TEMPLATE_TEST_CASE("a migration that fails leaves nothing, and says its line", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INT);");
    folder.add(second, "CREATE TABLE y (n INT);\n\nINSERT INTO nosuch VALUES (1);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path),
                      Catch::Contains(second + " failed in line 3") && Catch::Contains("nothing of it is left"));
    CHECK(migrate::read_history(db).size() == 1);
    CHECK_THROWS_AS(db.execute("SELECT * FROM y"), error);
    std::filesystem::remove_all(folder.path / second);
    folder.add(second, "CREATE TABLE y (n INT);");
    CHECK(migrate::deploy(db, folder.path) == names{second});
}

TEMPLATE_TEST_CASE("rows that lose the row that they need are refused", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (id INTEGER PRIMARY KEY); CREATE TABLE y (x_id INTEGER REFERENCES x (id));"
                      "INSERT INTO x VALUES (1); INSERT INTO y VALUES (1)");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    folder.add(second, "DELETE FROM x");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), Catch::Contains("nothing of it is left"));
    CHECK(fresh.rows("SELECT id FROM x") == text_rows{"1"});
    CHECK_THROWS_AS(db.execute("DELETE FROM x"), foreign_key_violation);
}

TEST_CASE("keys that did not look before do not look afterwards", "[deploy]") {
    sqlite::database db(":memory:");
    const migrations_folder folder;
    for (const std::int64_t looks : {1, 0}) {
        db.execute(unsafe_sql("PRAGMA foreign_keys = " + std::to_string(looks)));
        folder.add("2026010100000" + std::to_string(looks) + "_x", "SELECT 1");
        CHECK(migrate::deploy(db, folder.path).size() == 1);
        CHECK(db.query<std::int64_t>("PRAGMA foreign_keys").front() == looks);
    }
}
