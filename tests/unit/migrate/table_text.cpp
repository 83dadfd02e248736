#include <refract/migrate/table_text.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using migrate::constraint_kind;
using migrate::table_definition;

namespace {

table_definition read(std::string_view sql) { return detail::table_text_reader(sql).read(); }

} // namespace

TEST_CASE("columns have names, types, defaults, collations and whether they are NULL", "[table_text]") {
    const table_definition table = read(R"(CREATE TABLE "a ( b" (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- the key, of course
        [first name] VARCHAR(20) NOT NULL DEFAULT 'it''s' COLLATE NOCASE,
        "order" decimal ( 10 , 2 ) DEFAULT -1.5,
        plain,
        made DATETIME NOT NULL ON CONFLICT ABORT DEFAULT (datetime('now', 'utc')),
        flag BOOLEAN DEFAULT TRUE NULL,
        doubled INT GENERATED ALWAYS AS (id * 2) STORED,
        shown TEXT AS (upper("order"))
    ))");
    REQUIRE(table.columns.size() == 8);
    CHECK(table.columns[0].name == "id");
    CHECK(table.columns[0].type == "INTEGER");
    CHECK(table.keeps_counting);
    CHECK(table.columns[1].name == "first name");
    CHECK(table.columns[1].type == "VARCHAR(20)");
    CHECK_FALSE(table.columns[1].nullable);
    CHECK(table.columns[1].default_sql == "'it''s'");
    CHECK(table.columns[1].collation == "\"NOCASE\"");
    CHECK(table.columns[2].type == "decimal ( 10 , 2 )");
    CHECK(table.columns[2].default_sql == "-1.5");
    CHECK(table.columns[3].type.empty());
    CHECK(table.columns[4].default_sql == "(datetime('now', 'utc'))");
    CHECK(table.columns[5].default_sql == "TRUE");
    CHECK(table.columns[5].nullable);
    CHECK(table.columns[6].generated_sql == "id * 2");
    CHECK(table.columns[6].is_stored);
    CHECK(table.columns[7].generated_sql == "upper(\"order\")");
    CHECK_FALSE(table.columns[7].is_stored);
    REQUIRE(table.constraints.size() == 1);
    CHECK(table.constraints[0].kind == constraint_kind::primary_key);
    CHECK(table.constraints[0].sql == "PRIMARY KEY (\"id\" AUTOINCREMENT)");
}

TEST_CASE("constraints of columns and of tables are told alike", "[table_text]") {
    const table_definition table = read(R"(CREATE TABLE x (a INT CONSTRAINT positive CHECK (a > 0 AND (a < 9 OR a = 99))
        CONSTRAINT once UNIQUE ON CONFLICT IGNORE REFERENCES y ON DELETE SET NULL ON UPDATE NO ACTION MATCH SIMPLE,
        b TEXT, "c" TEXT, PRIMARY KEY (a, b COLLATE nocase DESC) CONSTRAINT pair UNIQUE (b, [c])
        , CHECK (b <> ')'), CONSTRAINT up FOREIGN KEY (a, b) REFERENCES "z z" (d, e) ON UPDATE CASCADE
        DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT)");
    CHECK(table.columns.size() == 3);
    CHECK(table.options == "WITHOUT ROWID, STRICT");
    std::vector<std::string> told;
    for (const migrate::constraint_definition& each : table.constraints) told.push_back(each.name + ": " + each.sql);
    CHECK(told == std::vector<std::string>{
                      "positive: CHECK (a > 0 AND (a < 9 OR a = 99))", "once: UNIQUE (\"a\") ON CONFLICT IGNORE",
                      ": FOREIGN KEY (\"a\") REFERENCES \"y\" ON DELETE SET NULL",
                      ": PRIMARY KEY (\"a\", \"b\" COLLATE \"nocase\" DESC)", "pair: UNIQUE (\"b\", \"c\")",
                      ": CHECK (b <> ')')",
                      "up: FOREIGN KEY (\"a\", \"b\") REFERENCES \"z z\" (\"d\", \"e\") ON UPDATE CASCADE DEFERRABLE "
                      "INITIALLY DEFERRED"});
    CHECK(table.constraints[6].target.table == "z z");
    CHECK(table.constraints[6].target.columns == std::vector<std::string>{"d", "e"});
    CHECK(table.constraints[6].target.on_update == "CASCADE");
}

TEST_CASE("a default of NULL is none, and a literal needs no parentheses", "[table_text]") {
    const table_definition table =
        read("CREATE TABLE x (a DEFAULT NULL, b DEFAULT (null), c DEFAULT (5), d DEFAULT (-5), e DEFAULT "
             "('a('), f DEFAULT (1 - 5), g DEFAULT (current_time), h DEFAULT -7, i DEFAULT ('a' || b))");
    std::vector<std::string> told;
    for (const migrate::column_definition& each : table.columns) told.push_back(each.default_sql);
    CHECK(told == std::vector<std::string>{"", "", "5", "-5", "'a('", "(1 - 5)", "(current_time)", "-7", "('a' || b)"});
}

TEST_CASE("texts that are no table end", "[table_text]") {
    for (const char* text :
         {"", "CREATE TABLE", "CREATE TABLE x", "CREATE TABLE x (", "CREATE TABLE x (a", "(a INT,", "(a CHECK (",
          "(a INT CONSTRAINT", "(a, CONSTRAINT b", "(a DEFAULT", "(a REFERENCES", "(a, FOREIGN KEY (a",
          "(a, PRIMARY KEY (a", "(,", "()", "(a 'b", "(a INT CONSTRAINT c, d)"})
        CHECK(read(text).columns.size() <= 3);
}
