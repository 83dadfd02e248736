#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEMPLATE_TEST_CASE("migrate squash makes one of many, which the database has run", "[migrate_squash]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    app.write("20260102000000_b/migration.sql", "ALTER TABLE a ADD COLUMN y INTEGER;");
    REQUIRE(app.run_program(ready, {"migrate", "deploy"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "squash"}).code == 64);
    const said done = app.run_program(ready, {"migrate", "squash", "--name", "all of it"});
    INFO(done.out << done.errors);
    CHECK(done.code == 0);
    CHECK(done.has("in place of 2 migrations"));
    CHECK(app.migration("_a").empty());
    CHECK(app.read(app.migration("_all_of_it") + "/migration.sql").find("CREATE TABLE") != std::string::npos);
    CHECK(app.run_program(ready, {"migrate", "deploy"}).out == "Nothing is pending.\n");
    CHECK(app.run_program(ready, {"migrate", "diff", "--from", "folder", "--to", "database"}).code == 0);
}

TEMPLATE_TEST_CASE("migrate adopt takes over what another tool has begun", "[migrate_squash]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    CHECK(app.run_program(ready, {"migrate", "adopt", "--from", "/nowhere"}).code == 1);
    app.fresh().rows("CREATE TABLE schema_migrations (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)");
    app.fresh().rows("INSERT INTO schema_migrations VALUES (1, false)");
    app.fresh().rows("CREATE TABLE a (x INTEGER)");
    app.write("theirs/000001_first.up.sql", "CREATE TABLE a (x INTEGER);");
    app.write("theirs/000001_first.down.sql", "DROP TABLE a;");
    app.write("theirs/000002_more.up.sql", "ALTER TABLE a ADD COLUMN y INTEGER;");
    const said done = app.run_program(ready, {"migrate", "adopt", "--from", (app.folder() / "theirs").string()});
    INFO(done.out << done.errors);
    CHECK(done.code == 0);
    CHECK(done.has("2 migrations are in"));
    CHECK(done.has("has run 1"));
    CHECK(app.run_program(ready, {"migrate", "deploy"}).code == 0);
    CHECK(app.fresh().rows("SELECT count(y) FROM a") == text_rows{"0"});
}
