#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <string>

using namespace refract_test;
using two_versions::first_shop;
using two_versions::next_shop;

TEMPLATE_TEST_CASE("migrate dev writes what the models ask for, and runs it", "[migrate_dev]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const said made = app.template run<first_shop>({"migrate", "dev", "--name", "First steps"});
    INFO(made.out << made.errors);
    REQUIRE(made.code == 0);
    const std::string name = app.migration("_first_steps");
    REQUIRE(name.size() == 14 + 12);
    CHECK(made.has("wrote "));
    CHECK(made.has("applied " + name));
    CHECK(app.read(name + "/migration.sql").find("CREATE TABLE \"ware\"") != std::string::npos);
    CHECK(app.read(name + "/down.sql").find("DROP TABLE \"ware\"") != std::string::npos);
    // For those who may not create databases; SQLite needs none.
    CHECK((app.read("schema.sql").find("CREATE TABLE \"ware\"") != std::string::npos) == !TestType::is_sqlite);
    app.fresh().rows("INSERT INTO ware (name, cost) VALUES ('Tea', 3)");

    SECTION("there is nothing to do when nothing has changed") {
        const said again = app.template run<first_shop>({"migrate", "dev", "--name", "none"});
        CHECK(again.code == 0);
        CHECK(again.has("nothing to migrate"));
        CHECK(app.migration("_none").empty());
    }
    SECTION("what would be lost stops it where nobody can be asked") {
        app.fresh().rows("UPDATE ware SET note = 'fine'");
        const said refused =
            app.template run<next_shop>({"migrate", "dev", "--name", "next", "--rename", "ware.cost=price"});
        CHECK(refused.code == 3);
        CHECK(refused.has("note of ware"));
        CHECK(refused.has("--accept-data-loss"));
        CHECK(app.migration("_next").empty());
        CHECK(app.fresh().rows("SELECT cost, note FROM ware") == text_rows{"3|fine"});
        SECTION("and a flag answers") {
            const said done = app.template run<next_shop>(
                {"migrate", "dev", "--name", "next", "--rename", "ware.cost=price", "--accept-data-loss"});
            CHECK(done.code == 0);
            CHECK(app.fresh().rows("SELECT price, owner_id FROM ware") == text_rows{"3|NULL"});
        }
        SECTION("or a person, who may refuse") {
            const said no = app.template run<next_shop>({"migrate", "dev", "--name", "next", "--no-renames"}, "n\n");
            CHECK(no.code == 1);
            CHECK(no.has("nothing was changed"));
            CHECK(app.migration("_next").empty());
        }
    }
    SECTION("a column that may be renamed is asked about, and the answer stands in the migration") {
        // Two columns are gone, of which cost has the type of price and owner_id.
        const said done = app.template run<next_shop>({"migrate", "dev", "--name", "next"}, "y\nn\n");
        INFO(done.out << done.errors);
        CHECK(done.code == 0);
        CHECK(app.read(app.migration("_next") + "/migration.sql").find("RENAME COLUMN") != std::string::npos);
        CHECK(app.fresh().rows("SELECT count(*) FROM owner") == text_rows{"0"});
    }
    SECTION("a migration that is only created waits") {
        const said waits =
            app.template run<next_shop>({"migrate", "dev", "--name", "next", "--create-only", "--no-renames"});
        CHECK(waits.code == 0);
        CHECK(app.fresh().rows("SELECT cost FROM ware") == text_rows{"3"});
        CHECK(app.template run<next_shop>({"migrate", "status"}).code == 2);
    }
    SECTION("a migration that was edited is in the way, with its name") {
        app.write(name + "/migration.sql", "SELECT 1;");
        const said refused = app.template run<next_shop>({"migrate", "dev", "--name", "next"});
        CHECK(refused.code == 2);
        CHECK(refused.has(name + " was edited after it was run"));
    }
    SECTION("what somebody changed beside the migrations is in the way, and named") {
        app.fresh().rows("ALTER TABLE ware ADD COLUMN by_hand INTEGER");
        const said refused = app.template run<first_shop>({"migrate", "dev", "--name", "more"});
        CHECK(refused.code == 2);
        CHECK(refused.has("add column by_hand of ware"));
        CHECK(app.migration("_more").empty());
    }
    SECTION("a name without letters is refused") {
        const said refused =
            app.template run<next_shop>({"migrate", "dev", "--name", "!?", "--no-renames", "--accept-data-loss"});
        CHECK(refused.code == 64);
        CHECK(app.fresh().rows("SELECT cost FROM ware") == text_rows{"3"});
    }
}
