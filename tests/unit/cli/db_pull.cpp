#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEMPLATE_TEST_CASE("db pull writes a header, and not over one that is there", "[db_pull]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.fresh().rows("CREATE TABLE ware (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    const std::string file = (app.folder() / "src/models.hpp").string();
    CHECK(app.run_program(ready, {"db", "pull", "--output", file, "--namespace", "shop"}).code == 0);
    const std::string text = app.read("src/models.hpp");
    CHECK(text.find("namespace shop") != std::string::npos);
    CHECK(text.find("struct Ware") != std::string::npos);
    CHECK(app.run_program(ready, {"db", "pull", "--output", file}).code == 1);
    CHECK(app.read("src/models.hpp") == text);
    CHECK(app.run_program(ready, {"db", "pull", "--print", "--output", file, "--namespace", "shop"}).out == text);
}
