#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/read_catalog.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/run_steps.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using migrate::database_definition;

namespace {

// Schemas of a shop as it grows, in SQL that both databases have.
const std::vector<std::string> shops{
    "",
    "CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL, land VARCHAR(2) NOT NULL DEFAULT 'de');"
    "CREATE INDEX by_land ON maker (land)",
    "CREATE TABLE maker (id INTEGER PRIMARY KEY, name VARCHAR(90), land VARCHAR(2) NOT NULL DEFAULT 'at', "
    "CONSTRAINT once UNIQUE (name));"
    "CREATE TABLE ware (id INTEGER PRIMARY KEY, maker_id INTEGER, price INTEGER, CONSTRAINT made_by FOREIGN KEY "
    "(maker_id) REFERENCES maker (id) ON DELETE CASCADE, CONSTRAINT positive CHECK (price > 0));"
    "CREATE UNIQUE INDEX dear ON ware (price) WHERE price > 100;"
    "CREATE VIEW cheap AS SELECT id, price FROM ware WHERE price < 10",
    "CREATE TABLE maker (id INTEGER PRIMARY KEY, name VARCHAR(90) NOT NULL, land VARCHAR(2), CONSTRAINT twice UNIQUE "
    "(name, land));"
    "CREATE TABLE ware (id INTEGER PRIMARY KEY, maker_id INTEGER NOT NULL, price INTEGER NOT NULL DEFAULT 1, twice "
    "INTEGER GENERATED ALWAYS AS (price * 2) STORED, CONSTRAINT made_by FOREIGN KEY (maker_id) REFERENCES maker (id), "
    "CONSTRAINT positive CHECK (price >= 0));"
    "CREATE INDEX dear ON ware (price DESC);"
    "CREATE VIEW cheap AS SELECT id FROM ware WHERE price < 20",
    "CREATE TABLE ware (id INTEGER PRIMARY KEY, \"the \"\"price\"\"\" INTEGER, twice INTEGER)",
};

template <class Database> void run(Database& db, const std::string& sql) {
    if (!sql.empty()) db.execute(unsafe_sql(sql));
}
} // namespace

TEMPLATE_TEST_CASE("every schema becomes every other, and then nothing is left to do", "[plan]",
                   REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    std::vector<database_definition> wanted;
    for (const std::string& shop : shops) {
        fresh_database<TestType> fresh;
        if (!fresh) return;
        run(fresh.db(), shop);
        wanted.push_back(migrate::read_database(fresh.db()));
    }
    for (std::size_t at = 0; at < shops.size() * shops.size() * 2; ++at) {
        const std::size_t from = at / 2 / shops.size(), to = at / 2 % shops.size();
        const bool careful = at % 2 == 1;
        INFO("from " << from << " to " << to << (careful ? " with care" : ""));
        fresh_database<TestType> fresh;
        auto& db = fresh.db();
        run(db, shops[from]);
        const auto steps = migrate::plan<dialect>(migrate::read_database(db), wanted[to], {}, {.careful = careful});
        CHECK(steps.empty() == (from == to));
        for (const migrate::step& each : steps)
            CHECK((careful || (each.in_transaction && !each.begins_anew && !each.repeats)));
        run_steps<TestType>(db, steps);
        const database_definition made = migrate::read_database(db);
        CHECK(migrate::compare(made, wanted[to]).empty());
        for (const migrate::step& each : migrate::plan<dialect>(made, wanted[to])) FAIL_CHECK("left: " << each.sql);
    }
}

TEMPLATE_TEST_CASE("rows stay when their table changes", "[plan]", REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    auto& db = fresh.db();
    run(db, shops[3]);
    run(other.db(), shops[4]);
    db.execute("INSERT INTO maker (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    db.execute("INSERT INTO ware (id, maker_id, price) VALUES (1, 1, 5), (2, 1, 500), (3, 2, 7)");
    run_steps<TestType>(db, migrate::plan<dialect>(migrate::read_database(db), migrate::read_database(other.db())));
    CHECK(fresh.rows("SELECT id, name, land FROM maker ORDER BY id") == text_rows{"1|Ann|at", "2|Bob|at"});
    CHECK(fresh.rows("SELECT id, maker_id, price, twice FROM ware ORDER BY id") ==
          text_rows{"1|1|5|10", "2|1|500|1000", "3|2|7|14"});
    CHECK(fresh.rows("SELECT id FROM cheap ORDER BY id") == text_rows{"1", "3"});
}

TEMPLATE_TEST_CASE("what has another name keeps its rows, keys and conditions", "[plan]", REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    auto& db = fresh.db();
    run(db, shops[3]);
    run(other.db(), "CREATE TABLE producer (number INTEGER PRIMARY KEY, name VARCHAR(90), land VARCHAR(2) NOT NULL "
                    "DEFAULT 'at', CONSTRAINT once UNIQUE (name));"
                    "CREATE TABLE ware (id INTEGER PRIMARY KEY, producer INTEGER, cost INTEGER, CONSTRAINT made_by "
                    "FOREIGN KEY (producer) REFERENCES producer (number) ON DELETE CASCADE, CONSTRAINT positive CHECK "
                    "(cost > 0));"
                    "CREATE UNIQUE INDEX dear ON ware (cost) WHERE cost > 100;"
                    "CREATE VIEW cheap AS SELECT id, cost FROM ware WHERE cost < 10");
    db.execute("INSERT INTO maker (id, name) VALUES (1, 'Ann')");
    db.execute("INSERT INTO ware (id, maker_id, price) VALUES (1, 1, 5)");
    const std::vector<migrate::rename> renames{{"", "maker", "", "producer"},
                                               {"", "maker", "id", "number"},
                                               {"", "ware", "maker_id", "producer"},
                                               {"", "ware", "price", "cost"}};
    const database_definition wanted = migrate::read_database(other.db());
    const auto steps = migrate::plan<dialect>(migrate::read_database(db), wanted, renames);
    for (const migrate::step& each : steps) {
        INFO(each.sql);
        CHECK((each.about.starts_with("rename") || each.about.find("view") != std::string::npos ||
               each.about.find("constraint") != std::string::npos));
    }
    run_steps<TestType>(db, steps);
    CHECK(migrate::compare(migrate::read_database(db), wanted).empty());
    CHECK(fresh.rows("SELECT number, name FROM producer") == text_rows{"1|Ann"});
    CHECK(fresh.rows("SELECT producer, cost FROM ware") == text_rows{"1|5"});
}

TEMPLATE_TEST_CASE("constraints that say the same have new names each", "[plan]", REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    run(fresh.db(), "CREATE TABLE x (a INTEGER, CONSTRAINT a1 CHECK (a > 0), CONSTRAINT a2 CHECK (a > 0));"
                    "CREATE INDEX i1 ON x (a); CREATE INDEX i2 ON x (a)");
    run(other.db(), "CREATE TABLE x (a INTEGER, CONSTRAINT b1 CHECK (a > 0), CONSTRAINT b2 CHECK (a > 0));"
                    "CREATE INDEX j1 ON x (a); CREATE INDEX j2 ON x (a)");
    const database_definition wanted = migrate::read_database(other.db());
    run_steps<TestType>(fresh.db(), migrate::plan<dialect>(migrate::read_database(fresh.db()), wanted));
    CHECK(migrate::compare(migrate::read_database(fresh.db()), wanted).empty());
}
