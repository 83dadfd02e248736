#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/table_text.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("patterns are filled by their names", "[print_definition]") {
    CHECK(fill_pattern("{a} and {b}, {a}", {{"a", "1"}, {"b", "{a}"}}) == "1 and {a}, 1");
    CHECK(fill_pattern("plain", {}) == "plain");
}

TEST_CASE("a table that is printed is read as what it was", "[print_definition]") {
    for (const char* sql : {"CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT NOT NULL ON CONFLICT IGNORE)",
                            "CREATE TABLE x (id INTEGER PRIMARY KEY DESC, n DEFAULT (1 + 2) COLLATE nocase)",
                            "CREATE TABLE x (a INT CONSTRAINT c CHECK (a > 0) UNIQUE ON CONFLICT FAIL, b INT AS (a) "
                            "STORED, PRIMARY KEY (a, b)) WITHOUT ROWID, STRICT",
                            "CREATE TABLE x (a REFERENCES y (b) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)"}) {
        const migrate::table_definition read = table_text_reader(sql).read();
        const std::string printed = print_table(read, "x", true);
        INFO(printed);
        CHECK(table_text_reader(printed).read() == read);
    }
}

TEST_CASE("foreign keys stand in a table or behind it", "[print_definition]") {
    const std::string sql = "CREATE TABLE x (a INT REFERENCES y (b))";
    const migrate::table_definition read = table_text_reader(sql).read();
    CHECK(print_table(read, "\"x\"", true) ==
          "CREATE TABLE \"x\" (\n    \"a\" INT,\n    FOREIGN KEY (\"a\") REFERENCES \"y\" (\"b\")\n)");
    CHECK(print_table(read, "\"x\"", false) == "CREATE TABLE \"x\" (\n    \"a\" INT\n)");
}
