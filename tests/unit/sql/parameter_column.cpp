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

TEST_CASE("a parameter's column is found where it is one of several values", "[sql]") {
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "n" IN (?1, ?2))", 2) == "t.n");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "t"."n" NOT IN ($1, $2) AND "m" = $3)", 1) == "t.n");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "n" IN (SELECT value FROM json_each(?1)))", 1) == "t.n");
    CHECK(parameter_place(R"(DELETE FROM "t" WHERE "n" NOT IN (SELECT value FROM json_each(?1)))", 1) == "t.n");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "n" BETWEEN $1 AND $2)", 1) == "t.n");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "u"."n" NOT BETWEEN $1 AND $2)", 2) == "u.n");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE "n" IN (SELECT "b" FROM "u" WHERE lower($1) LIKE 'x'))", 1) ==
          ".");
    CHECK(parameter_place(R"(SELECT "a" FROM "t" WHERE ("n", "m") IN (SELECT * FROM unnest($1, $2)))", 1) == ".");
    CHECK(parameter_place(R"(SELECT value FROM json_each(?1))", 1) == ".");
    CHECK(parameter_place(R"(IN ($1))", 1) == ".");
    CHECK(parameter_place(R"("n" IN ($1))", 1) == ".n");
    CHECK(parameter_place(R"(BETWEEN $1 AND $2)", 2) == ".");
}

namespace {
std::string selected_place(std::string_view sql, std::string_view own, std::size_t place) {
    const std::string_view column = refract::detail::find_selected_column(sql, own);
    return refract::detail::selected_column_text(sql, column, place);
}
} // namespace

TEST_CASE("the table of what is selected is found in the text, or nothing where that is not sure", "[sql]") {
    const std::string with_table = R"("hue" of "t")", without = R"("hue")";
    const auto place = [](std::string_view sql, std::size_t at = 1) { return selected_place(sql, "hue", at); };
    CHECK(place(R"(SELECT "id", "hue" FROM "t" WHERE "hue" = ?1)") == with_table);
    CHECK(place(R"(SELECT DISTINCT "hue", "id" FROM "s"."t" AS "x" ORDER BY "id", "hue")", 0) == with_table);
    CHECK(place(R"(SELECT "u"."hue", "t"."hue" FROM "u" JOIN "t" ON "t"."u_id" = "u"."id")") == with_table);
    CHECK(place(R"(SELECT "u"."hue", "x"."hue" FROM "u" JOIN "t" AS "x" ON "x"."u_id" = "u"."id")") == with_table);
    CHECK(place(R"(INSERT INTO "t" ("hue") SELECT "x" FROM "u" RETURNING "id", "hue")") == with_table);
    CHECK(place(R"(UPDATE "t" SET "n" = "u"."n" FROM "u" WHERE "t"."id" = "u"."id" RETURNING "id", "hue")") ==
          with_table);
    CHECK(place(R"(DELETE FROM "s"."t" WHERE "id" = ?1 RETURNING "id", "hue")") == with_table);
    CHECK(place(R"(SELECT "id", max("n") AS "hue" FROM "t")") == without);
    CHECK(place(R"(SELECT "id", "n" AS "hue" FROM "t")") == without);
    CHECK(place(R"(SELECT "id", "hue" FROM "t" JOIN "u" ON "k" = "l")") == without);
    CHECK(place(R"(SELECT "id", "hue" FROM "t", "u")") == without);
    CHECK(place(R"(SELECT "id", "hue" FROM "t" UNION SELECT "id", "hue" FROM "u")") == without);
    CHECK(place(R"(WITH "t" AS (SELECT max("x"), 1 FROM "u") SELECT "id", "hue" FROM "t")") == without);
    CHECK(place(R"(SELECT "id", "x"."hue" FROM (SELECT lower("n") AS "hue" FROM "t") AS "x")") == without);
    CHECK(place("FETCH FORWARD 2 FROM x") == without);
    CHECK(place("") == without);
    const std::string_view turned = R"(SELECT "c1", "c2" FROM (SELECT "id" AS "c1", "hue" AS "c2" FROM "t") AS "rows")";
    CHECK(selected_place(turned, "c2", 1) == with_table);
    const std::string_view handed = R"(WITH "refract_rows"("c1", "c2") AS MATERIALIZED (SELECT "refract_rows".* FROM )"
                                    R"((SELECT * FROM k) AS "k" CROSS JOIN LATERAL (SELECT "id", "t"."hue" FROM "t") )"
                                    R"(AS "refract_rows") SELECT * FROM "refract_rows")";
    CHECK(selected_place(handed, "c2", 1) == with_table);
}
