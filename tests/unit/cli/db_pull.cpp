#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEMPLATE_TEST_CASE("db pull writes a header, and what somebody changed in it stays", "[db_pull]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.fresh().rows("CREATE TABLE ware (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    const std::string file = (app.folder() / "src/models.hpp").string();
    CHECK(app.run_program(ready, {"db", "pull", "--output", file, "--namespace", "shop"}).code == 0);
    const std::string text = app.read("src/models.hpp");
    CHECK(text.find("namespace shop") != std::string::npos);
    CHECK(text.find("struct Ware") != std::string::npos);
    CHECK(app.run_program(ready, {"db", "pull", "--print", "--output", file, "--namespace", "shop"}).out == text);

    // Pulled again, a field keeps the name that somebody gave it, and what stands around.
    std::string changed = text;
    changed.replace(changed.find(" name{}"), 7, " title{}");
    app.write("src/models.hpp", "// ours\n" + changed);
    app.fresh().rows("CREATE TABLE more (id INTEGER PRIMARY KEY)");
    CHECK(app.run_program(ready, {"db", "pull", "--output", file, "--namespace", "shop"}).code == 0);
    const std::string again = app.read("src/models.hpp");
    CHECK(again.starts_with("// ours\n"));
    CHECK(again.find("struct More") != std::string::npos);
    CHECK(again.find("// ours") != std::string::npos);

    app.write("src/models.hpp", "int main() {}\n");
    CHECK(app.run_program(ready, {"db", "pull", "--output", file}).code == 1);
    CHECK(app.read("src/models.hpp") == "int main() {}\n");
    CHECK(app.run_program(ready, {"db", "pull", "--output", file, "--force", "--namespace", "shop"}).code == 0);
    CHECK(app.read("src/models.hpp").find("struct More") != std::string::npos);
}

TEMPLATE_TEST_CASE("the schema that a connection looks in is pulled the same when it is named", "[db_pull]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    auto& fresh = app.fresh();
    fresh.rows("CREATE TABLE ware (id INTEGER PRIMARY KEY)");
    const std::string here = TestType::is_sqlite ? "main" : fresh.rows("SELECT current_schema()").front();
    const std::string unnamed = app.run_program(ready, {"db", "pull", "--print"}).out;
    CHECK(unnamed.find("struct Ware") != std::string::npos);
    CHECK(app.run_program(ready, {"--schema", here, "--schema", here, "db", "pull", "--print"}).out == unnamed);
    CHECK(app.run_program(ready, {"--schema", here, "migrate", "diff", "--from", "empty", "--to", "database"}).out ==
          app.run_program(ready, {"migrate", "diff", "--from", "empty", "--to", "database"}).out);
}
