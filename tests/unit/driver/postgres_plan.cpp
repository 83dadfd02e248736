// Plans are read by their lines.

#include <catch2/catch.hpp>
#include <refract/driver/postgres_plan.hpp>

#include <vector>

using namespace refract::detail;

TEST_CASE("full scans are read out of a plan, with names that need quotes", "[postgres_plan]") {
    live_statement seen;
    const std::vector<table_scan>& scans = seen.scans;
    read_postgres_plan(R"plan([
  {
    "Plan": {
      "Node Type": "Sort",
      "Plans": [
        {
          "Node Type": "Seq Scan",
          "Relation Name": "a \"b\" \\ c",
          "Schema": "public",
          "Alias": "x",
          "Filter": "(x.n > 'a\nb'::text)"
        },
        {
          "Node Type": "Index Scan",
          "Relation Name": "d",
          "Filter": "(d.n > $1)"
        },
        {
          "Node Type": "Seq Scan",
          "Relation Name": "e"
        }
      ]
    }
  }
])plan",
                       seen);
    REQUIRE(scans.size() == 2);
    CHECK(scans[0].table == "a \"b\" \\ c");
    CHECK(scans[0].schema == "public");
    CHECK(scans[0].alias == "x");
    CHECK(scans[0].condition == "(x.n > 'a b'::text)");
    CHECK(scans[1].table == "e");
    CHECK(scans[1].condition.empty());
    CHECK(seen.sorts);
}

TEST_CASE("what is no plan has no scans", "[postgres_plan]") {
    live_statement seen;
    const std::vector<table_scan>& scans = seen.scans;
    for (const char* const text : {"", "\n\n", "[", "\"Relation Name\": \"a\"", "\"Node Type\": \"Seq Scan\"", ": \n,"})
        read_postgres_plan(text, seen);
    CHECK(scans.empty());
    CHECK(unquote_json("").empty());
    CHECK(unquote_json("\"").empty());
    CHECK(unquote_json("\"\\").empty());
}
