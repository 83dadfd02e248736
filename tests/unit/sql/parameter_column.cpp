#include <refract/sql/parameter_column.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace {
std::string parameter_place(std::string_view sql, int number) {
    const auto found = refract::detail::find_parameter_column(sql, number);
    return std::string(found.table) + "." + std::string(found.column);
}
} // namespace

TEST_CASE("a parameter's column is found in the text of a write", "[sql]") {
    const std::string_view update = R"(UPDATE "shop"."line" SET "text" = $1, "n" = "n" + $2 WHERE "id" = $10)";
    CHECK(parameter_place(update, 1) == "line.text");
    CHECK(parameter_place(update, 2) == "line.n");
    CHECK(parameter_place(update, 10) == "line.id");
    CHECK(parameter_place(update, 3) == ".");
    const std::string_view insert = R"(INSERT INTO "line" ("a", "b?1") VALUES (?1, ?2), (?3, CAST(?4 AS integer)))";
    CHECK(parameter_place(insert, 2) == "line.b?1");
    CHECK(parameter_place(insert, 3) == "line.a");
    CHECK(parameter_place(insert, 4) == "line.b?1");
    CHECK(parameter_place(R"(INSERT INTO "l" ("a", "b") SELECT $1, "id" FROM "t" WHERE "k" = $2)", 1) == "l.a");
    CHECK(parameter_place(R"(INSERT INTO "l" ("a", "b") SELECT $1, "id" FROM "t" WHERE "k" = $2)", 2) == "t.k");
    const std::string_view lists = R"(WITH "k"(k) AS (SELECT ARRAY(SELECT k FROM unnest($4) AS k)), "r" AS (INSERT )"
                                   R"(INTO "l" ("a", "id", "t") SELECT (SELECT $2)["c1"], "c2", "c3" FROM )"
                                   R"(unnest($1, (SELECT k FROM "k"), $5) AS c("c1", "c2", "c3")) SELECT * FROM "r")";
    CHECK(parameter_place(lists, 1) == "l.a");
    CHECK(parameter_place(lists, 5) == "l.t");
    CHECK(parameter_place(lists, 4) == ".");
    CHECK(parameter_place(lists, 2) == ".");
}

TEST_CASE("a parameter's column is found in the text of a query, or nothing where that is not sure", "[sql]") {
    const std::string_view nested = R"(SELECT "a" FROM "t" WHERE "t"."n" >= $1 AND EXISTS (SELECT 1 FROM "u" WHERE )"
                                    R"("x" = 'it''s $2 "y" = $2' AND "k" = ANY($3)) AND "m" < $4)";
    CHECK(parameter_place(nested, 1) == "t.n");
    CHECK(parameter_place(nested, 2) == ".");
    CHECK(parameter_place(nested, 3) == "u.k");
    CHECK(parameter_place(nested, 4) == "t.m");
    CHECK(parameter_place("SELECT lower($1)", 1) == ".");
    CHECK(parameter_place(R"(SELECT "a" + $1 FROM "t" LIMIT $2)", 1) == ".a");
    CHECK(parameter_place(R"(SELECT "a" + $1 FROM "t" LIMIT $2)", 2) == ".");
    CHECK(parameter_place("", 1) == ".");
    CHECK(parameter_place("\"", 1) == ".");
}

TEST_CASE("what is selected under a name of refract's is found in the text", "[sql]") {
    using refract::detail::find_selected_column;
    const std::string_view turned = R"(SELECT "c1", "c2" FROM (SELECT "id" AS "c1", "hue" AS "c2" FROM "t") AS "rows")";
    CHECK(find_selected_column(turned, "c2") == "hue");
    const std::string_view handed = R"(WITH "refract_rows"("c1", "c2") AS MATERIALIZED (SELECT "refract_rows".* FROM )"
                                    R"((SELECT * FROM k) AS "k" CROSS JOIN LATERAL (SELECT "id", "t"."hue" FROM "t") )"
                                    R"(AS "refract_rows") SELECT * FROM "refract_rows")";
    CHECK(find_selected_column(handed, "c1") == "id");
    CHECK(find_selected_column(handed, "c2") == "hue");
    CHECK(find_selected_column(handed, "c3") == "c3");
    CHECK(find_selected_column(R"(SELECT "c1", "c2" FROM "t")", "c2") == "c2"); // a column of that name
    CHECK(find_selected_column(turned, "c") == "c");
    CHECK(find_selected_column(turned, "colour") == "colour");
    CHECK(find_selected_column(turned, "2") == "2");
    CHECK(find_selected_column("FETCH FORWARD 2 FROM x", "c2") == "c2");
}
