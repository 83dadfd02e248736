#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::next_shop;

TEMPLATE_TEST_CASE("db diagram draws what is there, or what the models say", "[db_diagram]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    app.fresh().rows("CREATE TABLE kept (id INTEGER PRIMARY KEY)");
    const said drawn = app.template run<next_shop>({"db", "diagram"});
    CHECK(drawn.out.starts_with("erDiagram"));
    CHECK(drawn.has("kept"));
    CHECK(app.template run<next_shop>({"db", "diagram", "--from", "models", "--format", "dbml"}).has("owner"));
    CHECK(app.template run<next_shop>({"db", "diagram", "--format", "svg"}).has("</svg>"));
    CHECK(app.template run<next_shop>({"db", "diagram", "--format", "png"}).code == 64);
}
