#include <refract/migrate/lint_row_reader.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

using row_names = std::vector<std::string>;

lint_statement rows_read(std::string_view sql) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    lint_cursor in(tokens);
    lint_statement made;
    lint_row_reader(in, made).rows();
    return made;
}
row_names query_names(std::string_view sql) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    return lint_row_reader::names_of_query(lint_cursor(tokens));
}

} // namespace

TEST_CASE("columns that are assigned, whole and in part", "[lint_row_reader]") {
    const lint_statement update =
        rows_read("UPDATE a SET b = CASE WHEN c THEN 1 END, d.e = 2, (f, g) = (3, 4) WHERE h");
    CHECK(update.name.name == "a");
    CHECK(update.has_where);
    REQUIRE(update.once.size() == 1);
    CHECK(update.once[0].whole == row_names{"b", "f", "g"});
    CHECK(update.once[0].in_part == row_names{"d"});

    const lint_statement insert =
        rows_read("INSERT INTO a (b, c) SELECT 1, 2 FROM x WHERE y ON CONFLICT (b) DO UPDATE SET c = 3, d = 4");
    CHECK(insert.source.name == "x");
    CHECK(insert.listed == row_names{"b", "c"});
    REQUIRE(insert.once.size() == 2);
    CHECK(insert.once[1].whole == row_names{"c", "d"});
    CHECK(rows_read("INSERT INTO a (SELECT 1)").once.empty());
    CHECK(rows_read("INSERT INTO a (SELECT 1)").has_query);

    const lint_statement merge = rows_read(
        "WITH z AS (SELECT 1) MERGE INTO m.a AS t USING b ON t.id = b.id WHEN MATCHED AND b.c THEN UPDATE SET d = CASE "
        "WHEN e THEN 1 END, f = 2 WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (g, h) VALUES (1, 2)");
    CHECK(merge.verb == lint_verb::merge_rows);
    CHECK(merge.name == lint_name{"m", "a"});
    CHECK(merge.listed == row_names{"d", "f"});
    REQUIRE(merge.once.size() == 2);
    CHECK(merge.once[0].whole == row_names{"d", "f"});
    CHECK(merge.once[1].whole == row_names{"g", "h"});
}

TEST_CASE("a query that makes a table", "[lint_row_reader]") {
    const lint_statement made = rows_read("SELECT a, 1 b INTO TEMP TABLE c FROM d");
    CHECK(made.verb == lint_verb::create);
    CHECK(made.name.name == "c");
    CHECK(made.is_temporary);
    CHECK(made.once.at(0).whole == row_names{"a", "b"});
    CHECK(rows_read("SELECT a FROM b").verb == lint_verb::select);
}

TEST_CASE("what the columns of a query are called", "[lint_row_reader]") {
    CHECK(query_names("SELECT a, b.c, d AS e, f g, 1 h, count(*) i, 'j' FROM k") ==
          row_names{"a", "c", "e", "g", "h", "i", "?column?"});
    CHECK(query_names("SELECT DISTINCT ON (a, b) \"C\", D WHERE e") == row_names{"C", "d"});
    // Those of which nobody here knows the name.
    CHECK(query_names(
              "SELECT *, a + b, f(c), d AT TIME ZONE e, a IS NULL, NOT b, CASE WHEN a THEN 1 END, b::int FROM k") ==
          row_names(8));
    CHECK(query_names("VALUES (1)").empty());
}
