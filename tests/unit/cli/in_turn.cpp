#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <refract/cli/in_turn.hpp>
#include <refract/migrate.hpp>
#include <refract/migrate/run_script.hpp>

#include <array>
#include <string>
#include <thread>
#include <vector>

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("a plan for what is no longer there is not run", "[in_turn]", REFRACT_TEST_DATABASES) {
    using database = typename TestType::database;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    database& db = fresh.db();
    const std::vector<std::string> schemas{""};
    const refract::migrate::database_definition before = refract::migrate::read_managed(db, schemas);
    refract::migrate::deploy_options<database> options;
    refract::command_line::refuse_late_plan(options, before, schemas);
    refract::detail::run_in_turn(db, "CREATE TABLE a (n INTEGER);\n-- refract: commit\nCREATE TABLE b (n INTEGER);",
                                 options);
    CHECK(fresh.rows("SELECT count(*) FROM b") == text_rows{"0"});
    CHECK_THROWS_AS(refract::detail::run_in_turn(db, "CREATE TABLE c (n INTEGER);", options),
                    refract::command_line::plan_is_late);
    CHECK_THROWS_WITH(fresh.rows("SELECT count(*) FROM c"), refract_test::has_text("c"));

    const auto run = [&](const std::string& between) {
        refract::detail::run_in_turn(
            db, "-- make d\nCREATE TABLE d (n INTEGER);\n" + between + "-- make e\nCREATE TABLE a (n INTEGER);", {});
    };
    CHECK_THROWS_WITH(run(""), refract_test::has_text("nothing was changed: make e: "));
    CHECK_THROWS_WITH(fresh.rows("SELECT count(*) FROM d"), refract_test::has_text("d"));
    CHECK_THROWS_WITH(
        run("-- refract: commit\n"),
        refract_test::has_text("the first 1 of 2 statements are done; the same again does what is left: make e: "));
    CHECK(fresh.rows("SELECT count(*) FROM d") == text_rows{"0"});
}

// Each has a folder of its own, so that nothing but the database is between them.
TEMPLATE_TEST_CASE("two that develop on one database at once make one history", "[in_turn]", REFRACT_TEST_DATABASES) {
    for (int round = 0; round < 6; ++round) {
        command_line<TestType> one, other;
        if (!one) return;
        const bool pushes = round % 2 == 1;
        std::array<said, 2> results;
        const std::string url = one.url();
        const auto develop = [&](command_line<TestType>& in, said& to, std::vector<std::string> words) {
            refract::command_line::program what{.name = "app"};
            refract::detail::add_included<first_shop, refract::dialect::sqlite, std::nullptr_t>(what.databases);
            refract::detail::add_included<first_shop, refract::dialect::postgres, std::nullptr_t>(what.databases);
            for (const std::string& each :
                 {std::string("--url"), url, std::string("--migrations"), in.folder().string()})
                words.push_back(each);
            to = command_line<TestType>::run_plain(what, words);
        };
        std::thread first([&] { develop(one, results[0], {"migrate", "dev", "--name", "a"}); });
        std::thread second([&] {
            develop(other, results[1],
                    pushes ? std::vector<std::string>{"db", "push"}
                           : std::vector<std::string>{"migrate", "dev", "--name", "b"});
        });
        first.join();
        second.join();
        INFO(results[0].out << results[0].errors << "----\n" << results[1].out << results[1].errors);
        CHECK(one.fresh().rows("SELECT count(*) FROM ware") == text_rows{"0"});
        if (pushes) {
            CHECK(results[1].code == 0);
            if (results[0].code != 0) CHECK(one.migration("_a").empty());
            continue;
        }
        CHECK(results[0].code + results[1].code > 0); // one of them is told what to do
        CHECK((results[0].code == 0 || results[1].code == 0));
        const text_rows names = one.fresh().rows("SELECT name FROM _refract_migrations");
        REQUIRE(names.size() == 1);
        const bool is_first = results[0].code == 0;
        CHECK((is_first ? one : other).migration(is_first ? "_a" : "_b") == names[0]);
        CHECK((is_first ? other : one).migration(is_first ? "_b" : "_a").empty());
        CHECK(results[is_first].has("was run on the database, and is not in the folder"));
    }
}
