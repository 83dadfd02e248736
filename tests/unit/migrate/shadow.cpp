#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/shadow.hpp>
#include <refract/migrate/squash.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {
const std::string a = "20260101000000_a", b = "20260102000000_b";

void add_two(const migrations_folder& folder) {
    folder.add(a,
               "CREATE TABLE x (id INTEGER PRIMARY KEY, t TEXT NOT NULL DEFAULT 'a');\nINSERT INTO x VALUES (1, 'b');");
    folder.add(b, "CREATE TABLE y (x_id INTEGER REFERENCES x (id));\n-- refract: commit\nCREATE INDEX i ON y (x_id);\n"
                  "-- refract: repeat\nDELETE FROM x;");
}
} // namespace

namespace {
/// The shadows on a server: programs that lost their connection may have left some.
template <class Backend> text_rows shadows_on(fresh_database<Backend>& fresh) {
    if (Backend::is_sqlite) return {};
    return fresh.rows("SELECT datname FROM pg_database WHERE datname LIKE 'refract_shadow_%'");
}
/// Whether each shadow was there before; those of other programs, which run meanwhile, go as well.
template <class Fresh> bool has_no_more_than(const text_rows& before, Fresh& fresh) {
    const auto was_there = [&](const std::string& each) {
        return std::find(before.begin(), before.end(), each) != before.end();
    };
    for (int left = 100; left > 0; --left) {
        const text_rows now = shadows_on(fresh);
        if (std::all_of(now.begin(), now.end(), was_there)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}
} // namespace

TEMPLATE_TEST_CASE("what a folder makes is what a database holds that ran it", "[shadow]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const text_rows before = shadows_on(fresh);
    auto& db = fresh.db();
    const migrations_folder folder;
    CHECK(migrate::describe_folder(db, folder.path).tables.empty());
    add_two(folder);
    const migrate::database_definition made = migrate::describe_folder(db, folder.path);
    CHECK(migrate::read_database(db).tables.empty()); // nothing was touched
    REQUIRE(made.tables.size() == 2);
    migrate::deploy(db, folder.path);
    CHECK(migrate::compare(made, migrate::read_managed(db)).empty());
    CHECK(made == migrate::read_managed(db));
    CHECK(has_no_more_than(before, fresh));
}

TEMPLATE_TEST_CASE("what somebody changed by hand is the drift", "[shadow]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_two(folder);
    migrate::deploy(db, folder.path, {.up_to = a});
    CHECK(migrate::find_drift(db, folder.path).empty()); // the second one is pending
    migrate::deploy(db, folder.path);
    CHECK(migrate::find_drift(db, folder.path).empty());
    fresh.rows("ALTER TABLE x ADD COLUMN hand INTEGER");
    fresh.rows("DROP TABLE y");
    const migrate::drift found = migrate::find_drift(db, folder.path);
    REQUIRE(found.found.tables.size() == 1);
    CHECK(found.found.tables[0].before->name == "y");
    CHECK(found.found.tables[0].is_gone());
    REQUIRE(found.found.changed.size() == 1);
    REQUIRE(found.found.changed[0].columns.size() == 1);
    CHECK(found.found.changed[0].columns[0].after->name == "hand");
    std::filesystem::remove_all(folder.path / b);
    CHECK_THROWS_WITH(migrate::find_drift(db, folder.path),
                      refract_test::has_text(b + " was run, and is not in the folder"));
}

TEMPLATE_TEST_CASE("a folder that does not run says so, and the shadow is gone", "[shadow]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const text_rows before = shadows_on(fresh);
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);\nINSERT INTO nosuch VALUES (1);");
    CHECK_THROWS_WITH(migrate::describe_folder(fresh.db(), folder.path),
                      refract_test::has_text("on an empty database, the migration " + a + " failed in line 2"));
    CHECK(has_no_more_than(before, fresh));
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("an extension that is there for the whole database is what migrations make, also seen in a schema",
          "[shadow]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    if (fresh.rows("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper").empty()) return;
    if (fresh.rows("SELECT 1 FROM pg_available_extensions WHERE name = 'seg'").empty()) return;
    const std::string role = unique_name();
    fresh.rows("CREATE ROLE " + role);
    fresh.rows("GRANT ALL ON SCHEMA " + fresh.rows("SELECT current_schema()").front() + " TO " + role);
    fresh.rows("GRANT CREATE ON DATABASE " + fresh.rows("SELECT current_database()").front() + " TO " + role);
    fresh.rows("DROP EXTENSION IF EXISTS seg");
    fresh.rows("CREATE EXTENSION seg");
    {
        auto db = fresh.open();
        db.execute(unsafe_sql("SET ROLE " + role));
        const migrations_folder folder;
        folder.add("20260101000000_a", "CREATE EXTENSION seg; CREATE TABLE x (n INTEGER);");
        CHECK(migrate::compare(migrate::describe_folder(db, folder.path), migrate::read_managed(db)).objects.empty());
        folder.add("20260102000000_b", "DROP EXTENSION IF EXISTS \"seg\";");
        CHECK(migrate::describe_folder(db, folder.path).objects.empty());
        CHECK(migrate::read_managed(db).objects.size() == 1); // the one of the database is untouched
    }
    fresh.rows("DROP EXTENSION seg");
    fresh.rows("DROP OWNED BY " + role);
    fresh.rows("DROP ROLE " + role);
}

TEST_CASE("without the right to create databases the shadow is a schema, and says what it cannot see", "[shadow]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    if (fresh.rows("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper").empty()) return;
    const std::string role = unique_name();
    fresh.rows("CREATE ROLE " + role);
    fresh.rows("GRANT ALL ON SCHEMA " + fresh.rows("SELECT current_schema()").front() + " TO " + role);
    fresh.rows("GRANT CREATE ON DATABASE " + fresh.rows("SELECT current_database()").front() + " TO " + role);
    {
        auto db = fresh.open();
        db.execute(unsafe_sql("SET ROLE " + role));
        const migrations_folder folder;
        add_two(folder);
        CHECK(migrate::shadow_database(db).place() == migrate::shadow_place::schema);
        const auto made = migrate::describe_folder(db, folder.path);
        migrate::deploy(db, folder.path);
        CHECK(migrate::compare(made, migrate::read_managed(db)).empty()); // who may look into its schema is no matter
        folder.add("20260103000000_c",
                   "ALTER TABLE " + fresh.rows("SELECT current_schema()").front() + ".x ADD COLUMN n INTEGER;");
        CHECK_THROWS_WITH(migrate::describe_folder(db, folder.path),
                          refract_test::has_text("20260103000000_c makes cannot be seen: it names a schema") &&
                              refract_test::has_text("CREATEDB"));
        CHECK(fresh.rows("SELECT count(*) FROM pg_attribute WHERE attrelid = 'x'::regclass AND attname = 'n'") ==
              text_rows{"0"});
        folder.edit("20260103000000_c", "-- refract: no transaction\nVACUUM");
        CHECK_THROWS_WITH(migrate::describe_folder(db, folder.path),
                          refract_test::has_text("its line 2 runs outside of a transaction"));
        // What is kept stands for all of these migrations, and for those before a new one; but not for others.
        migrate::keep_schema<dialect::postgres>(folder.path, made);
        CHECK(migrate::describe_folder(db, folder.path) == made);
        CHECK(migrate::find_drift(db, folder.path).place == migrate::shadow_place::schema); // the third is pending
        CHECK(migrate::find_drift(db, folder.path).empty());
        db.execute(unsafe_sql("CREATE TABLE beside (n INTEGER)"));
        CHECK(migrate::find_drift(db, folder.path).found.tables.size() == 1);
        db.execute(unsafe_sql("DROP TABLE beside"));
        folder.add("20260104000000_d", "ALTER TABLE x ADD COLUMN late INTEGER;");
        const auto later = migrate::describe_folder(db, folder.path);
        CHECK(later.find_table("", "x")->find_column("late") != nullptr);
        CHECK(later.tables.size() == made.tables.size());
        {
            migrate::shadow_database shadow(db);
            shadow.run(migrate::read_folder(folder.path), migrate::read_kept_schema(folder.path));
            CHECK(shadow.place() == migrate::shadow_place::kept);
        }
        const auto squashed =
            migrate::plan_squash(db, migrate::read_folder(folder.path), "all", migrate::squash_text::planned, {""},
                                 migrate::read_kept_schema(folder.path));
        CHECK(squashed.text == migrate::squash_text::planned); // though one of them runs outside of a transaction
        CHECK_THAT(squashed.made.up, refract_test::has_text("late"));
        folder.edit("20260101000000_a", "SELECT 1");
        CHECK_THROWS_WITH(migrate::describe_folder(db, folder.path), refract_test::has_text("schema.sql"));
    }
    fresh.rows("REASSIGN OWNED BY " + role + " TO current_user");
    fresh.rows("DROP OWNED BY " + role);
    fresh.rows("DROP ROLE " + role);
}

TEST_CASE("a connection leads to another database of its server, whatever it is called", "[shadow]") {
    const auto url = postgres_url();
    if (!url) return;
    postgres::database db(*url);
    const std::string target = db.connection().target_of("it's \\ one");
    CHECK_THAT(target, Catch::Matchers::EndsWith("dbname='it\\'s \\\\ one'"));
    postgres::database same(
        db.connection().target_of(db.query<std::string>("SELECT current_database()::text").front()));
    CHECK(same.query<std::string>("SELECT current_user::text") == db.query<std::string>("SELECT current_user::text"));
}
#endif

TEST_CASE("migrations name collations that a program defines", "[shadow]") {
    migrations_folder folder;
    folder.add(a, "CREATE TABLE x (t TEXT COLLATE unicase UNIQUE);\nINSERT INTO x VALUES ('b'), ('B');");
    sqlite::database db(":memory:");
    migrate::shadow_database<sqlite::database> shadow(db);
    shadow.run(migrate::read_folder(folder.path), migrate::read_kept_schema(folder.path));
    CHECK(shadow.read().tables.size() == 1);
}
