#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/adopt.hpp>
#include <refract/migrate/report.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {

struct foreign_folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / unique_name();
    foreign_folder() = default;
    foreign_folder(const foreign_folder&) = delete;
    ~foreign_folder() { std::filesystem::remove_all(path); }
    void add(const std::string& file, const std::string& text) const {
        std::filesystem::create_directories((path / file).parent_path());
        detail::write_text_file(path / file, text);
    }
};
/// Adopts, and then runs what is pending; the names of the last.
template <class Database>
names go_on(Database& db, const foreign_folder& theirs, const migrations_folder& ours, const names& applied) {
    CHECK(migrate::adopt(db, theirs.path, ours.path).applied == applied);
    const names done = migrate::deploy(db, ours.path);
    CHECK(migrate::report_history(db, ours.path).is_clean());
    return done;
}

} // namespace

TEMPLATE_TEST_CASE("a history of Prisma goes on", "[adopt]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const foreign_folder theirs;
    const migrations_folder ours;
    CHECK_THROWS_WITH(migrate::adopt(fresh.db(), theirs.path, ours.path),
                      refract_test::has_text("has no history of Prisma"));
    fresh.rows("CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, migration_name VARCHAR(255), "
               "finished_at TIMESTAMP, rolled_back_at TIMESTAMP)");
    fresh.rows("INSERT INTO _prisma_migrations VALUES ('1', '20240101000000_init', '2024-01-01', NULL), "
               "('2', '20240102000000_more', NULL, '2024-01-02')");
    fresh.rows("CREATE TABLE x (n INTEGER)");
    theirs.add("20240101000000_init/migration.sql", "CREATE TABLE x (n INTEGER);");
    theirs.add("20240102000000_more/migration.sql", "INSERT INTO x VALUES (2);");
    theirs.add("migration_lock.toml", "provider = \"sqlite\"");
    CHECK(go_on(fresh.db(), theirs, ours, {"20240101000000_init"}) == names{"20240102000000_more"});
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"2"});
}

TEMPLATE_TEST_CASE("a history of Flyway goes on, in the order of its versions", "[adopt]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const foreign_folder theirs;
    const migrations_folder ours;
    fresh.rows("CREATE TABLE flyway_schema_history (installed_rank INTEGER, version VARCHAR(50), success BOOLEAN)");
    fresh.rows("INSERT INTO flyway_schema_history VALUES (1, '1', (1 = 1)), (2, '1.2', (1 = 1)), (3, NULL, (1 = 1))");
    fresh.rows("CREATE TABLE x (n INTEGER)");
    theirs.add("V1__create_x.sql", "CREATE TABLE x (n INTEGER);");
    theirs.add("V1_2__fill.sql", "INSERT INTO x VALUES (1);");
    theirs.add("V1.10__Ten!.sql", "BEGIN;\nINSERT INTO x VALUES (10);\nCOMMIT;\n");
    theirs.add("V1.9__nine.sql", "INSERT INTO x VALUES (9);");
    theirs.add("U1.9__nine.sql", "DELETE FROM x;");
    theirs.add("R__view.sql", "SELECT 1;");
    CHECK(go_on(fresh.db(), theirs, ours, {"00000000000001_create_x", "00000000000002_fill"}) ==
          names{"00000000000003_nine", "00000000000004_ten"});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"9", "10"});
    CHECK(ours.text("00000000000003_nine/down.sql") == "DELETE FROM x;");
    fresh.rows("INSERT INTO flyway_schema_history VALUES (4, '2', (1 = 0))");
    CHECK_THROWS_WITH(migrate::adopt(fresh.db(), theirs.path, ours.path), refract_test::has_text("2 has failed there"));
}

TEMPLATE_TEST_CASE("histories of Diesel and golang-migrate go on", "[adopt]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.rows("CREATE TABLE x (n INTEGER)");
    {
        const foreign_folder theirs;
        const migrations_folder ours;
        fresh.rows("CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY, run_on TIMESTAMP)");
        fresh.rows("INSERT INTO __diesel_schema_migrations VALUES ('20240101000000', NULL)");
        theirs.add("2024-01-01-000000_create_x/up.sql", "CREATE TABLE x (n INTEGER);");
        theirs.add("2024-01-01-000000_create_x/down.sql", "DROP TABLE x;");
        theirs.add("2024-01-02-000000_fill/up.sql", "INSERT INTO x VALUES (1);");
        CHECK(go_on(fresh.db(), theirs, ours, {"20240101000000_create_x"}) == names{"20240102000000_fill"});
        CHECK(ours.text("20240101000000_create_x/down.sql") == "DROP TABLE x;");
        fresh.rows("INSERT INTO __diesel_schema_migrations VALUES ('20240109000000', NULL)");
        CHECK_THROWS_WITH(migrate::adopt(fresh.db(), theirs.path, ours.path), refract_test::has_text("and no file of"));
        fresh.rows("DROP TABLE __diesel_schema_migrations");
        fresh.rows("DROP TABLE _refract_migrations");
    }
    const foreign_folder theirs;
    const migrations_folder ours;
    fresh.rows("CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, dirty BOOLEAN)");
    fresh.rows("INSERT INTO schema_migrations VALUES (2, (1 = 0))");
    theirs.add("000001_create_x.up.sql", "CREATE TABLE x (n INTEGER);");
    theirs.add("000001_create_x.down.sql", "DROP TABLE x;");
    theirs.add("000002_fill.up.sql", "INSERT INTO x VALUES (2);");
    theirs.add("000010_more.up.sql", "INSERT INTO x VALUES (10);");
    CHECK(go_on(fresh.db(), theirs, ours, {"00000000000001_create_x", "00000000000002_fill"}) ==
          names{"00000000000003_more"});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "10"});
}

TEST_CASE("transactions of a script become those of deploy", "[adopt]") {
    CHECK(detail::without_transactions("BEGIN;\nSELECT 1;\nCOMMIT;\nBEGIN;\nSELECT 2;\nEND;", false) ==
          "\nSELECT 1;\n\n-- refract: commit\n\n\nSELECT 2;\n\n-- refract: commit\n");
    CHECK(detail::without_transactions("SELECT 'BEGIN';\n-- COMMIT;\nSELECT 2", false) ==
          "SELECT 'BEGIN';\n-- COMMIT;\nSELECT 2");
    CHECK(detail::numbers_of("1.10") > detail::numbers_of("1.9"));
    CHECK(detail::numbers_of("1.0") == detail::numbers_of("1"));
}
