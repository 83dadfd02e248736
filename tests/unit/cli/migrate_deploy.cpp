#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("migrate deploy runs what is pending, with models and without", "[migrate_deploy]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    app.write("20260102000000_b/migration.sql", "INSERT INTO a VALUES (7);\n");
    const refract::command_line::program ready{.name = "refract"};
    CHECK(app.run_program(ready, {"migrate", "status"}).code == 2);
    const said done = app.run_program(ready, {"migrate", "deploy"});
    INFO(done.errors);
    CHECK(done.code == 0);
    CHECK(done.out == "applied 20260101000000_a\napplied 20260102000000_b\n");
    CHECK(app.fresh().rows("SELECT x FROM a") == text_rows{"7"});
    CHECK(app.template run<first_shop>({"migrate", "deploy"}).out == "Nothing is pending.\n");
    CHECK(app.run_program(ready, {"migrate", "status"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "dev"}).code == 64); // it has no models

    app.write("20260103000000_c/migration.sql", "INSERT INTO a VALUES (8);\n\nINSERT INTO b VALUES (9);");
    const said failed = app.run_program(ready, {"migrate", "deploy", "--json"});
    CHECK(failed.code == 1);
    CHECK(failed.has("20260103000000_c"));
    CHECK(failed.has("line 3"));
    CHECK(app.fresh().rows("SELECT x FROM a") == text_rows{"7"});
}

TEMPLATE_TEST_CASE("migrate deploy to many databases goes on where one fails", "[migrate_deploy]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> one, two;
    if (!one) return;
    const refract::command_line::program ready{.name = "refract"};
    one.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    one.write("list", "# ours\n" + one.url() + "\n\nsqlite:/nowhere/at/all/x.db\n  " + two.url() + "\n");
    const std::string list = (one.folder() / "list").string();
    const said done = one.run_program(ready, {"migrate", "deploy", "--url-list", list});
    CHECK(done.code == 1);
    CHECK(done.has("1 of 3 failed"));
    CHECK(two.fresh().rows("SELECT count(*) FROM a") == text_rows{"0"});
    const said again = one.run_program(ready, {"migrate", "deploy", "--url-list", list, "--json"});
    CHECK(again.code == 1);
    CHECK(again.has("\"applied\": []"));
}

TEST_CASE("migrate deploy to each schema", "[migrate_deploy]") {
    const refract::command_line::program ready{.name = "refract"};
    command_line<on_sqlite> file;
    CHECK(file.run_program(ready, {"migrate", "deploy", "--each-schema", "x%"}).code == 64);
#ifdef REFRACT_TEST_POSTGRES
    command_line<on_postgres> app;
    if (!app) return;
    const std::string name = app.fresh().rows("SELECT current_schema()").front();
    for (const char* each : {"_t1", "_t2"}) app.fresh().rows("CREATE SCHEMA " + name + each);
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    const said done = app.run_program(ready, {"migrate", "deploy", "--each-schema", name + "_t%"});
    CHECK(done.code == 0);
    CHECK(app.fresh().rows("SELECT count(*) FROM " + name + "_t2.a") == text_rows{"0"});
    CHECK(app.run_program(ready, {"migrate", "deploy", "--each-schema", "none of this"}).code == 1);
    app.write("20260102000000_b/migration.sql", "DROP SCHEMA IF EXISTS " + name + "_t2 CASCADE;"); // beside a deploy
    const said gone = app.run_program(ready, {"migrate", "deploy", "--each-schema", name + "_t%"});
    CHECK(gone.code == 1);
    CHECK(gone.has(name + "_t2: the schema was dropped in the meantime"));
    app.fresh().rows("DROP SCHEMA " + name + "_t1 CASCADE");
#endif
}
