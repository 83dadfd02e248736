#include <refract/migrate/instructions.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

TEST_CASE("comments on lines of their own say how the next statement runs", "[instructions]") {
    const std::string script = "-- refract: replaces 20250101000000_old\n"
                               "-- create table x\nCREATE TABLE x (n INT);\n"
                               "INSERT INTO x VALUES ('-- refract: repeat');\n"
                               "-- refract: commit\n-- more rows\nINSERT INTO x VALUES (2);\n"
                               "  --refract: no transaction\r\n-- refract: allow L012 because it is small\nVACUUM;\n"
                               "-- refract: repeat\nDELETE FROM x WHERE n = (SELECT min(n) FROM x);\n";
    const auto all = migrate::read_instructions("m", script, false);
    using enum migrate::run_mode;
    REQUIRE(all.size() == 5);
    CHECK((all[0].mode == together && all[0].about == "create table x" && !all[0].begins && all[0].line == 3));
    CHECK((all[1].mode == together && all[1].about.empty() && !all[1].begins));
    CHECK((all[2].mode == together && all[2].begins && all[2].about == "more rows"));
    CHECK((all[3].mode == alone && all[3].sql == "VACUUM" && all[3].line == 10));
    CHECK(all[4].mode == repeated);
    CHECK(detail::end_of_group(all, 0) == 2);
    CHECK(detail::end_of_group(all, 1) == 2);
    CHECK(detail::end_of_group(all, 2) == 3);
    CHECK(detail::end_of_group(all, 3) == 4);
    CHECK(detail::end_of_group(all, 5) == 5);
    CHECK(migrate::replaced_by(script) == std::vector<std::string>{"20250101000000_old"});
    CHECK(migrate::replaced_by("SELECT 1").empty());
}

TEST_CASE("a comment that says nothing, and a transaction of its own, are refused with their line", "[instructions]") {
    CHECK_THROWS_WITH(migrate::read_instructions("m", "SELECT 1;\n-- refract: notransaction\nVACUUM", false),
                      refract_test::has_text("says nothing") && refract_test::has_text("line 3"));
    for (const char* word : {"BEGIN", "begin transaction", "COMMIT", "Rollback", "START TRANSACTION", "END"})
        CHECK_THROWS_WITH(migrate::read_instructions("m", std::string("SELECT 1;\n") + word + ";", false),
                          refract_test::has_text("deploy begins and commits by itself") &&
                              refract_test::has_text("line 2"));
    CHECK(migrate::read_instructions("m", "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END;", true).size() == 1);
}

TEST_CASE("brackets hold what the dialect says: the name of a column, or a place in an array", "[instructions]") {
    const std::string arrays = "SELECT ('{1,2}'::int[])[1]; SELECT ARRAY['it]s; one', $$;]$$]; SELECT ARRAY[1,\n2];\n"
                               "-- refract: commit\nSELECT m[array_length(m, 1)][\"a;b\"] FROM x;";
    const auto apart = migrate::read_instructions("m", arrays, false);
    REQUIRE(apart.size() == 4);
    CHECK(apart[1].sql == "SELECT ARRAY['it]s; one', $$;]$$]");
    CHECK((apart[3].begins && apart[3].line == 4));
    const auto names = migrate::read_instructions("m", "SELECT [a;b's]; SELECT [--x] FROM [y]", true);
    REQUIRE(names.size() == 2);
    CHECK(names[1].sql == "SELECT [--x] FROM [y]");
}

TEST_CASE("the hash of what is done knows statements and not the blanks between them", "[instructions]") {
    const auto hash = [](const std::string& script, std::size_t count) {
        return detail::hash_of_first(migrate::read_instructions("m", script, false), count);
    };
    CHECK(hash("SELECT 1; SELECT 2", 1) == hash("\n-- one\nSELECT 1;\r\nSELECT 3", 1));
    CHECK(hash("SELECT 1; SELECT 2", 2) != hash("SELECT 1; SELECT 3", 2));
    CHECK(hash("SELECT 1; SELECT 2", 2) != hash("SELECT 1; SELECT 2", 1));
    CHECK(hash("SELECT\r\n1", 1) == hash("SELECT\n1", 1));
}

TEST_CASE("what a squashed migration replaces is done by itself, or in its parts", "[instructions]") {
    const std::string script = "-- refract: replaces all (old (a b) c)\n-- refract: replaces d\nSELECT 1";
    CHECK(migrate::lines_of_replaced(script) == std::vector<std::string>{"all (old (a b) c)", "d"});
    CHECK(migrate::replaced_by(script) == std::vector<std::string>{"all", "old", "a", "b", "c", "d"});
    const auto is_done = [](const std::string& names) {
        const auto has = [&](const std::string& name) {
            return (" " + names + " ").find(" " + name + " ") != names.npos;
        };
        return detail::replaced_reader(std::string_view("all (old (a b) c)"), has).is_done();
    };
    for (const char* there : {"all", "old c", "a b c", "c b a x"}) CHECK(is_done(there));
    for (const char* there : {"", "old", "a c", "a b", "c"}) CHECK_FALSE(is_done(there));
}
