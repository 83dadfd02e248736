#include <refract/cli/connect.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <cstdlib>

using namespace refract::command_line;

TEST_CASE("a command that was not told which database is meant says how to tell it", "[connect]") {
    if (std::getenv("DATABASE_URL")) return;
    const program what{.name = "app"};
    context in{what, {}, output({}, false)};
    try {
        chosen_url(in, when_missing::fails);
        FAIL("it has no URL");
    } catch (const command_failure& failure) {
        CHECK(failure.code == 1);
        CHECK(failure.sentence.find("--url sqlite:app.db or postgresql://user@host/app, or set DATABASE_URL") !=
              std::string::npos);
    }
    in.said.url = "sqlite:x.db";
    CHECK(chosen_url(in, when_missing::fails) == "sqlite:x.db");
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a connection that would find nothing, or the wrong things, is refused", "[connect]") {
    refract_test::fresh_database<refract_test::on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const program what{.name = "app"};
    context in{what, {}, output({}, true)};
    CHECK_NOTHROW(refuse_lost_connection(in, db));
    const std::string place = db.query<std::string>("SELECT current_schema()::text").front();
    for (const std::string& path : {std::string("nowhere_at_all"), place + ", pg_catalog"}) {
        db.execute(refract::unsafe_sql("SET search_path TO " + path, {}));
        CHECK_THROWS_AS(refuse_lost_connection(in, db), command_failure);
        in.makes_its_place = true;
        CHECK_NOTHROW(refuse_lost_connection(in, db));
        in.makes_its_place = false;
    }
    db.execute(refract::unsafe_sql("SET search_path TO pg_catalog, " + place, {}));
    CHECK_NOTHROW(refuse_lost_connection(in, db));
}

TEST_CASE("an error that says what is refused and not why has a remedy behind it", "[connect]") {
    refract_test::fresh_database<refract_test::on_postgres> fresh;
    if (!fresh) return;
    fresh.db().execute("SET default_transaction_read_only = on");
    const auto create = [](auto& db) { return db.execute("CREATE TABLE x (n integer)"), 0; };
    CHECK_THROWS_WITH(run_with_remedy(fresh.db(), create),
                      refract_test::has_text("read-only transaction (the server is a standby"));
    const auto nonsense = [](auto& db) { return db.execute("nonsense"), 0; };
    CHECK_THROWS_AS(run_with_remedy(fresh.db(), nonsense), refract::syntax_error);
}
#endif
