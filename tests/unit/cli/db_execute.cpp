#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("db execute runs a script whole or not at all", "[db_execute]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    CHECK(app.run_program(ready, {"db", "execute"}, "CREATE TABLE a (x TEXT); INSERT INTO a VALUES (';')").out ==
          "2 statements were run\n");
    app.write("bad.sql", "INSERT INTO a VALUES ('y');\nINSERT INTO nowhere VALUES (1);");
    const said failed = app.run_program(ready, {"db", "execute", "--file", (app.folder() / "bad.sql").string()});
    CHECK(failed.code == 1);
    CHECK(failed.has("line 2"));
    CHECK(app.fresh().rows("SELECT x FROM a") == text_rows{";"});
    CHECK(app.run_program(ready, {"db", "execute", "--file", "/nowhere/x.sql"}).code == 1);
}
