#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/loss.hpp>
#include <refract/migrate/read_catalog.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using migrate::loss;
using migrate::loss_kind;

namespace {

const std::string before = "CREATE TABLE gone (n INTEGER); CREATE TABLE x (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, "
                           "c INTEGER, d INTEGER);";
const std::string after = "CREATE TABLE x (id INTEGER PRIMARY KEY, e INTEGER NOT NULL, b TEXT NOT NULL, c TEXT, d "
                          "INTEGER, CONSTRAINT once UNIQUE (d), CONSTRAINT up FOREIGN KEY (d) REFERENCES x (id));";
std::vector<std::string> told(const std::vector<loss>& losses) {
    std::vector<std::string> all;
    for (const loss& each : losses)
        all.push_back(std::string(each.kind == loss_kind::stops          ? "stops: "
                                  : each.kind == loss_kind::loses_values ? "loses: "
                                                                         : "converts: ") +
                      each.what);
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("without rows nothing is lost, with them it is counted", "[loss]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute(unsafe_sql(before));
    other.db().execute(unsafe_sql(after));
    const auto now = migrate::read_database(db), wanted = migrate::read_database(other.db());
    CHECK(migrate::find_losses(db, now, wanted).empty());
    db.execute("INSERT INTO gone VALUES (1)");
    db.execute("INSERT INTO x VALUES (1, 5, NULL, 6, 1), (2, NULL, 'b', NULL, 1), (3, NULL, 'c', 7, 9), (4, NULL, "
               "'d', NULL, NULL), (5, NULL, 'e', NULL, NULL)");
    CHECK(told(migrate::find_losses(db, now, wanted)) ==
          std::vector<std::string>{
              "loses: table gone is dropped with 1 row", "loses: column a of x is dropped, and 1 row has a value in it",
              "stops: column e of x is new, is never NULL and has no default, and the table has 5 rows",
              "stops: column b of x is never NULL from now on, and 1 row has NULL",
              "converts: column c of x becomes " + wanted.find_table("", "x")->find_column("c")->type + ", was " +
                  now.find_table("", "x")->find_column("c")->type + ", and 2 rows have a value in it",
              "stops: constraint once allows values of \"d\" once, and 1 of them is there more often",
              "stops: constraint up leads to x, and 1 row leads nowhere"});
}

TEMPLATE_TEST_CASE("renamed columns are asked by the names that they have", "[loss]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE x (a INTEGER); CREATE TABLE other (n INTEGER)");
    db.execute("INSERT INTO x VALUES (NULL)");
    other.db().execute("CREATE TABLE y (b INTEGER NOT NULL); CREATE TABLE other (n INTEGER)");
    const auto losses = migrate::find_losses(db, migrate::read_database(db), migrate::read_database(other.db()),
                                             {{"", "x", "", "y"}, {"", "x", "a", "b"}});
    CHECK(told(losses) ==
          std::vector<std::string>{"stops: column b of y is never NULL from now on, and 1 row has NULL"});
}
