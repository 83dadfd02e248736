#include <refract/driver/postgres_copy_text.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a COPY is taken apart whatever its names hold", "[postgres_copy_text]") {
    const auto select = [](std::string_view sql) { return postgres_select_of_copy(split_postgres_copy(sql)); };
    CHECK(select(R"_(COPY "s"."n(x" ("a)", "b, ""c""") FROM STDIN (FORMAT binary))_") ==
          R"_(SELECT "a)", "b, ""c""" FROM "s"."n(x")_");
    CHECK(select(R"(COPY "note" FROM STDIN)") == R"(SELECT * FROM "note")");
    CHECK(select("INSERT INTO note VALUES (1)").empty());

    std::string_view names = R"("b, ""c""", d)";
    CHECK(take_postgres_name(names, ',') == R"(b, "c")");
    CHECK(take_postgres_name(names, ',') == "d");
    CHECK(names.empty());
}

TEST_CASE("the types of columns are compared by their names", "[postgres_copy_text]") {
    CHECK(have_postgres_types(R"("a", "b c")", "a 23\1b c 25", "b c 25\1x 20\1a 23"));
    CHECK_FALSE(have_postgres_types(R"("a", "b c")", "a 23\1b c 25", "b c 20\1a 23"));
    CHECK_FALSE(have_postgres_types(R"("a")", "a 23", "ab 23"));
}

TEST_CASE("the column and the line of a value in a COPY are found in any language", "[postgres_copy_text]") {
    const auto found = [](std::string_view context, std::string_view sql) {
        const copied_value value = find_copied_value(context, sql);
        return join_text({value.table, ".", value.column, ":", std::to_string(value.line)});
    };
    const std::string_view sql = R"(COPY "shop"."note" ("id", "text", "long text", "l,3") FROM STDIN (FORMAT binary))";
    CHECK(found("COPY note, line 3, column text", sql) == "note.text:3");
    CHECK(found("COPY note, Zeile 12, Spalte long text\nmore", sql) == "note.long text:12");
    CHECK(found("COPY note, line 4, column id: \"12, text\"", sql) == "note.id:4");
    CHECK(found("COPY note, line 4, column l,3", sql) == "note.l,3:4");
    CHECK(found("COPY note, line 5", sql) == "note.:5");
    CHECK(found("COPY note", sql) == ".:0");
    CHECK(found("COPY notes, line 5", sql) == ".:0");
    CHECK(found("PL/pgSQL function f() line 3", sql) == ".:0");
    CHECK(found("COPY note, line 5, column id", R"(COPY "note" FROM STDIN)") == "note.:5");
    CHECK(found("COPY note, line 5, column id", R"(INSERT INTO "note" ("id") VALUES ($1))") == ".:0");
    CHECK(found("COPY n(x, line 5, column id", R"(COPY "n(x" ("id") FROM STDIN)") == "n(x.id:5");
    CHECK(found(R"_(COPY a."b, line 6, column ")_", R"_(COPY "s"."a.""b" ("c)", """") FROM STDIN)_") ==
          R"_(a."b.":6)_");
    CHECK(found("", "") == ".:0");
}
