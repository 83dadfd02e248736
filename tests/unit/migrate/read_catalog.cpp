#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/read_catalog.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using migrate::constraint_kind;
using migrate::database_definition;
using migrate::table_definition;
using names = std::vector<std::string>;

TEMPLATE_TEST_CASE("an empty database has nothing", "[read_catalog]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    CHECK(migrate::read_database(fresh.db()) == database_definition{.ignores_case = TestType::is_sqlite});
}

TEMPLATE_TEST_CASE("tables, keys, indexes and views of a shop", "[read_catalog]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE \"Maker\" (id INTEGER PRIMARY KEY, \"the \"\"name\"\"\" VARCHAR(20) NOT NULL UNIQUE)");
    db.execute("CREATE TABLE ware (maker_id INTEGER, label VARCHAR(9) DEFAULT 'a,b' NOT NULL, price INTEGER "
               "CONSTRAINT positive CHECK (price > 0), twice INTEGER GENERATED ALWAYS AS (price * 2) STORED, "
               "PRIMARY KEY (maker_id, label), CONSTRAINT made_by FOREIGN KEY (maker_id) REFERENCES \"Maker\" (id) "
               "ON DELETE CASCADE ON UPDATE SET NULL)");
    db.execute("CREATE UNIQUE INDEX dear ON ware (price DESC, lower(label)) WHERE price > 100");
    db.execute("CREATE VIEW cheap AS SELECT label FROM ware WHERE price < 10");

    const database_definition found = migrate::read_database(db);
    REQUIRE(found.tables.size() == 3);
    const table_definition* const maker = found.find_table("", "Maker");
    const table_definition* const ware = found.find_table("", "ware");
    const table_definition* const cheap = found.find_table("", "cheap");
    REQUIRE((maker && ware && cheap));

    REQUIRE(maker->columns.size() == 2);
    CHECK(maker->columns[1].name == "the \"name\"");
    CHECK_FALSE(maker->columns[1].nullable);
    CHECK(maker->find_column("id")->name == "id");
    CHECK(maker->primary_key()->columns == names{"id"});
    CHECK(maker->constraints.size() == 2);

    REQUIRE(ware->columns.size() == 4);
    CHECK(ware->columns[1].default_sql.starts_with("'a,b'"));
    CHECK(ware->columns[3].is_generated());
    CHECK(ware->columns[3].default_sql.empty());
    CHECK(ware->primary_key()->columns == names{"maker_id", "label"});
    REQUIRE(ware->constraints.size() == 3);
    for (const migrate::constraint_definition& each : ware->constraints) {
        if (each.kind == constraint_kind::check) CHECK(each.name == "positive");
        if (each.kind != constraint_kind::foreign_key) continue;
        CHECK(each.name == "made_by");
        CHECK(each.columns == names{"maker_id"});
        CHECK(each.target == migrate::reference_definition{"", "Maker", {"id"}, "CASCADE", "SET NULL"});
    }
    REQUIRE(ware->indexes.size() == 1);
    CHECK(ware->indexes[0].name == "dear");
    CHECK(ware->indexes[0].is_unique);
    CHECK(ware->indexes[0].columns == names{"price", ""});
    CHECK(ware->indexes[0].sql.find("CREATE") == std::string::npos);
    CHECK(ware->indexes[0].sql.find("WHERE") != std::string::npos);

    CHECK(cheap->kind == migrate::table_kind::view);
    CHECK(cheap->sql.find("SELECT") < 4);
    CHECK(cheap->columns.size() == 1);
}

TEMPLATE_TEST_CASE("triggers stand at their tables", "[read_catalog]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE audited (id INTEGER PRIMARY KEY)");
    db.execute("CREATE TABLE before_it (id INTEGER PRIMARY KEY)");
    if constexpr (TestType::is_sqlite) {
        db.execute("CREATE TRIGGER noted AFTER INSERT ON audited BEGIN DELETE FROM before_it; END");
    } else {
        db.execute("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        db.execute("CREATE TRIGGER noted AFTER INSERT ON audited FOR EACH ROW EXECUTE FUNCTION note()");
    }
    const database_definition found = migrate::read_database(db);
    REQUIRE(found.find_table("", "audited")->attachments.size() == 1);
    CHECK(found.find_table("", "audited")->attachments[0].name == "noted");
    CHECK(found.find_table("", "before_it")->attachments.empty());
    CHECK(found.objects.size() == (TestType::is_sqlite ? 0 : 1));
}

#ifndef REFRACT_NO_SQLITE
TEST_CASE("views that call another program's functions, or read what is gone, are there without columns",
          "[read_catalog]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.execute("CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT)");
    db.execute("CREATE TABLE lent (id INTEGER PRIMARY KEY)");
    db.execute("CREATE VIEW shouted AS SELECT shout(title) AS name FROM book");
    db.execute("CREATE VIEW stale AS SELECT id FROM lent");
    db.execute("CREATE VIEW titles AS SELECT title FROM book");
    db.execute("DROP TABLE lent");
    const database_definition found = migrate::read_database(db);
    REQUIRE(found.tables.size() == 4);
    CHECK(found.find_table("", "titles")->columns.size() == 1);
    CHECK(found.find_table("", "shouted")->sql == "AS SELECT shout(title) AS name FROM book");
    CHECK(found.find_table("", "shouted")->columns.empty());
    CHECK(found.find_table("", "stale")->columns.empty());
}
#endif

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("enums, domains, sequences, identities and policies of PostgreSQL", "[read_catalog]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TYPE mood AS ENUM ('sad', 'it''s ok')");
    db.execute("COMMENT ON TYPE mood IS 'of people'");
    db.execute("CREATE DOMAIN amount AS numeric(8, 2) NOT NULL CONSTRAINT not_negative CHECK (VALUE >= 0)");
    db.execute("CREATE SEQUENCE ticket START 7");
    db.execute("CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY, feels mood[] DEFAULT '{sad}', "
               "owed amount, spoken text COLLATE \"C\", during tsrange, EXCLUDE USING gist (during WITH &&)) "
               "WITH (fillfactor = 70)");
    db.execute("CREATE INDEX \"odd USING x\" ON person USING hash (spoken)");
    db.execute("CREATE POLICY own ON person FOR SELECT USING (spoken = 'x')");
    db.execute("CREATE TYPE span AS RANGE (subtype = float8)"); // which makes functions for itself
    db.execute("CREATE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text)");
    db.execute("COMMENT ON TABLE person IS 'of flesh'");
    db.execute("COMMENT ON COLUMN person.owed IS 'in euro'");

    const database_definition found = migrate::read_database(db);
    REQUIRE(found.enums.size() == 1);
    CHECK(found.enums[0].labels == names{"sad", "it's ok"});
    CHECK(found.enums[0].comment == "of people");
    REQUIRE(found.objects.size() == 4);
    CHECK(found.objects[0].sql == "numeric(8,2) NOT NULL CONSTRAINT not_negative CHECK ((VALUE >= (0)::numeric))");
    CHECK(found.objects[1].sql == "CREATE OR REPLACE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text)");
    CHECK(found.objects[2].name == "ticket");
    CHECK(found.objects[3].sql == "RANGE (SUBTYPE = double precision)");
    CHECK(found.unsaid.empty());
    const table_definition* const person = found.find_table("", "person");
    REQUIRE(person);
    CHECK(person->columns[0].identity == migrate::identity_kind::always);
    CHECK(person->columns[1].type == "mood[]");
    CHECK(person->columns[2].comment == "in euro");
    CHECK(person->columns[3].collation == "\"C\"");
    CHECK(person->options == "WITH (fillfactor=70)");
    CHECK(person->comment == "of flesh");
    REQUIRE(person->indexes.size() == 1);
    CHECK(person->indexes[0].sql == "USING hash (spoken)");
    REQUIRE(person->constraints.size() == 1);
    CHECK(person->constraints[0].kind == constraint_kind::exclusion);
    REQUIRE(person->attachments.size() == 1);
    CHECK(person->attachments[0].sql == "AS PERMISSIVE FOR SELECT TO PUBLIC USING ((spoken = 'x'::text))");
}

TEST_CASE("what no plan makes is told, also what is of the whole database", "[read_catalog]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto work = fresh.db().begin(); // what is of the whole database is nobody else's
    const std::string place = work.query<std::string>("SELECT current_schema()").front();
    const auto run = [&](std::string_view sql) { work.execute(unsafe_sql(sql)); };
    run("CREATE SCHEMA beside_catalog; COMMENT ON SCHEMA beside_catalog IS 'beside'; GRANT USAGE ON SCHEMA "
        "beside_catalog TO pg_monitor; ALTER DEFAULT PRIVILEGES IN SCHEMA beside_catalog GRANT SELECT ON TABLES TO "
        "pg_monitor");
    run("CREATE FUNCTION note_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER "
        "told_of_ddl ON ddl_command_end EXECUTE FUNCTION note_ddl(); COMMENT ON EVENT TRIGGER told_of_ddl IS 'tells'");
    run("CREATE TYPE beside_catalog.told AS (n int); CREATE TABLE beside_catalog.told_table OF beside_catalog.told "
        "(PRIMARY KEY (n)); COMMENT ON INDEX beside_catalog.told_table_pkey IS 'its key'");
    run("CREATE PUBLICATION told_rows FOR TABLE beside_catalog.told_table; CREATE CAST (beside_catalog.told AS text) "
        "WITH INOUT; CREATE FOREIGN DATA WRAPPER told_wrapper; CREATE SERVER told_server FOREIGN DATA WRAPPER "
        "told_wrapper");
    run("CREATE OPERATOR beside_catalog.=~= (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl); "
        "CREATE TEXT SEARCH CONFIGURATION beside_catalog.told_words (COPY = simple)");
    const database_definition found = migrate::read_database(work, {"", "beside_catalog"});
    CHECK(found.unsaid ==
          names{"cast from beside_catalog.told to text", "comment on event trigger told_of_ddl",
                "event trigger told_of_ddl", "foreign data wrapper told_wrapper", "foreign server told_server",
                "publication told_rows", "comment on index beside_catalog.told_table_pkey",
                "comment on schema beside_catalog",
                "default privileges for tables made by " +
                    work.query<std::string>("SELECT quote_ident(current_user)").front() + " in schema beside_catalog",
                "grants on schema beside_catalog", "operator beside_catalog.=~=(integer,integer)",
                "text search configuration beside_catalog.told_words"});
    const table_definition* const typed = found.find_table("beside_catalog", "told_table");
    REQUIRE(typed);
    const auto is_typed = [](const auto& each) {
        return each.kind == "type of rows" && each.sql == "beside_catalog.told";
    };
    CHECK(std::any_of(typed->attachments.begin(), typed->attachments.end(), is_typed));
    work.rollback();
}

TEST_CASE("who may do what with a table's rows, and how its changes are told, stands at it", "[read_catalog]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE plain (id int)");
    db.execute("CREATE TABLE safe (id int NOT NULL, \"the word\" text)");
    CHECK(migrate::read_database(db).find_table("", "safe")->attachments.empty());
    db.execute("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
    db.execute("CREATE TRIGGER noted AFTER INSERT ON safe FOR EACH ROW EXECUTE FUNCTION note()");
    db.execute("ALTER TABLE safe DISABLE TRIGGER noted");
    db.execute("ALTER TABLE safe ENABLE ROW LEVEL SECURITY");
    db.execute("ALTER TABLE safe FORCE ROW LEVEL SECURITY");
    db.execute("CREATE UNIQUE INDEX \"the key\" ON safe (id)");
    db.execute("ALTER TABLE safe REPLICA IDENTITY USING INDEX \"the key\"");
    db.execute("GRANT SELECT ON safe TO pg_monitor WITH GRANT OPTION");
    db.execute("GRANT UPDATE (\"the word\") ON safe TO PUBLIC");
    std::vector<std::string> found;
    const database_definition now = migrate::read_database(db);
    for (const auto& each : now.find_table("", "safe")->attachments)
        found.push_back(each.kind + "|" + each.name + "|" + each.sql);
    REQUIRE(found.size() == 8);
    CHECK(found[6].starts_with("trigger|noted|CREATE TRIGGER noted"));
    found.erase(found.begin() + 6);
    CHECK(found == names{"forced row level security||FORCE", "grant of SELECT to|pg_monitor|SELECT",
                         "grant of UPDATE (the word) to|public|UPDATE (\"the word\")",
                         "grant option of SELECT to|pg_monitor|SELECT", "replica identity||USING INDEX \"the key\"",
                         "row level security||ENABLE", "trigger state|noted|DISABLE"});
}

TEST_CASE("partitions and children say whose they are, and other schemas are read beside", "[read_catalog]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE event (day date NOT NULL, n int, PRIMARY KEY (day)) PARTITION BY RANGE (day)");
    db.execute("CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2020-01-01')");
    db.execute("CREATE INDEX by_n ON event (n)");
    const database_definition found = migrate::read_database(db);
    CHECK(found.find_table("", "event")->options == "PARTITION BY RANGE (day)");
    CHECK(found.find_table("", "event")->indexes.size() == 1);
    CHECK(found.find_table("", "event")->indexes[0].sql == "USING btree (n)");
    const table_definition* const old = found.find_table("", "event_old");
    REQUIRE(old);
    CHECK(old->options == "PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2020-01-01')");
    CHECK(old->indexes.empty());
    CHECK(old->constraints.empty());
    const database_definition none = migrate::read_database(db, {"no such schema", "pg_catalog"});
    CHECK(none.find_table("pg_catalog", "pg_class"));
    CHECK(none.schemas == names{"pg_catalog"});
}

TEST_CASE("what stands in a schema whose name has quotes is as it is said", "[read_catalog]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::string place = "odd \"catalog\" here";
    db.execute("DROP SCHEMA IF EXISTS \"odd \"\"catalog\"\" here\" CASCADE");
    db.execute("CREATE SCHEMA \"odd \"\"catalog\"\" here\"");
    db.execute("CREATE TABLE \"odd \"\"catalog\"\" here\".ware (id INTEGER)");
    db.execute("CREATE INDEX by_id ON \"odd \"\"catalog\"\" here\".ware (id)");
    db.execute("CREATE FUNCTION \"odd \"\"catalog\"\" here\".one() RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'");
    const database_definition found = migrate::read_database(db, {place});
    db.execute("DROP SCHEMA \"odd \"\"catalog\"\" here\" CASCADE");
    REQUIRE(found.find_table(place, "ware"));
    REQUIRE(found.find_table(place, "ware")->indexes.size() == 1);
    CHECK(found.find_table(place, "ware")->indexes[0].sql == "USING btree (id)");
    REQUIRE(found.objects.size() == 1);
    CHECK(found.objects[0].sql.starts_with("CREATE OR REPLACE FUNCTION \"odd \"\"catalog\"\" here\".one()"));
}
#endif

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a catalog is read the same whatever a connection has set", "[read_catalog]") {
    refract_test::fresh_database<refract_test::on_postgres> fresh;
    if (!fresh) return;
    fresh.rows(
        "CREATE TABLE ware (d DATE DEFAULT '2024-02-01', i INTERVAL DEFAULT '1 day -2 hours', n DOUBLE PRECISION "
        "DEFAULT 0.1, b BYTEA DEFAULT '\\x0102', t TEXT DEFAULT 'a\\b', CHECK (d > '2020-03-04'))");
    fresh.rows("CREATE VIEW late AS SELECT d FROM ware WHERE d > '2024-05-06' AND i < '1 year'");
    fresh.rows("CREATE INDEX by_d ON ware (d) WHERE d > '2024-05-06'");
    const migrate::database_definition usual = migrate::read_database(fresh.db());
    auto other = fresh.open();
    for (const std::string each :
         {"DateStyle TO 'German, DMY'", "IntervalStyle TO 'iso_8601'", "quote_all_identifiers TO on",
          "bytea_output TO 'escape'", "standard_conforming_strings TO off", "extra_float_digits TO -2"})
        other.execute(unsafe_sql("SET " + each));
    CHECK(migrate::read_database(other) == usual);
    CHECK(other.query<std::string>("SHOW DateStyle").front() == "German, DMY"); // as it was
    CHECK(other.query<std::string>("SHOW extra_float_digits").front() == "-2");
    other.transaction([&](auto& transaction) { CHECK(migrate::read_database(transaction) == usual); });
}
#endif
