#include <refract/migrate/script.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;

namespace {

std::vector<std::string> split(std::string_view script) {
    std::vector<std::string> found;
    for (const migrate::script_statement& each : migrate::split_script(script, true)) found.emplace_back(each.sql);
    return found;
}
using texts = std::vector<std::string>;

} // namespace

TEST_CASE("statements end at semicolons, but not in quotes and comments", "[script]") {
    CHECK(split("SELECT ';'; SELECT \";\" /* ; */ -- ;\n;\n;;\nSELECT $$;$$") ==
          texts{"SELECT ';'", "SELECT \";\"", "SELECT $$;$$"});
    CHECK(split("").empty());
    CHECK(split(" ; -- nothing\n").empty());
    CHECK(split("SELECT 1") == texts{"SELECT 1"});
    CHECK(split("SELECT 'open; SELECT 2") == texts{"SELECT 'open; SELECT 2"});
}

TEST_CASE("bodies of triggers and functions are not cut", "[script]") {
    const std::string trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN UPDATE x SET n = CASE WHEN n > 1 THEN 2 "
                                "END; DELETE FROM y; END";
    CHECK(split(trigger + "; SELECT 1") == texts{trigger, "SELECT 1"});
    const std::string function = "create function f() returns int begin atomic select 1; select 2; end";
    CHECK(split(function + ";SELECT 1") == texts{function, "SELECT 1"});
    CHECK(split("BEGIN; SELECT 1; COMMIT") == texts{"BEGIN", "SELECT 1", "COMMIT"});
    CHECK(split("CREATE TABLE trigger_log (\"begin\" INT, \"end\" INT); SELECT 1").size() == 2);
}

TEST_CASE("a statement knows its line and what is said of it", "[script]") {
    const auto found = migrate::split_script("-- first\nSELECT 1;\n\n-- second\n/* more */ SELECT\n2;", true);
    REQUIRE(found.size() == 2);
    CHECK(found[0].line == 2);
    CHECK(found[0].comments == "-- first\n");
    CHECK(found[1].line == 5);
    CHECK(found[1].comments == "\n\n-- second\n/* more */ ");
    CHECK(found[1].sql == "SELECT\n2");
}
