// Pairs of schemas of PostgreSQL with rows in place: with care and without, up and down, statement by statement. What a
// plan with care says is compared with what it should be; after Stripe's pg-schema-diff, whose families these are.

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/draft.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/run_steps.hpp"

#include <string>
#include <vector>

#ifdef REFRACT_TEST_POSTGRES

using namespace refract;
using namespace refract_test;
using migrate::database_definition;
using migrate::hazard;

namespace {

struct plan_case {
    const char* name;
    const char* before;
    const char* after;
    const char* rows = "";     ///< put in before
    const char* question = ""; ///< asked afterwards
    std::vector<const char*> answer{};
    std::vector<const char*> steps{}; ///< of the plan with care, parts of the statements in their order
    std::vector<migrate::rename> renames{};
    bool comes_back = true; ///< whether the rows are in the way of the way back, or what was lost
};

const std::vector<plan_case> cases{
    {"a check is validated in a transaction of its own",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int, CONSTRAINT pos CHECK (n > 0))",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM x",
     {"1"},
     {"ADD CONSTRAINT \"pos\" CHECK ((n > 0)) NOT VALID", "commit: ALTER TABLE \"x\" VALIDATE CONSTRAINT \"pos\""}},
    {"a foreign key as well",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int)",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int, CONSTRAINT up FOREIGN KEY (p) REFERENCES p (id) ON "
     "DELETE CASCADE)",
     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1), (NULL)",
     "SELECT count(*) FROM c",
     {"2"},
     {"NOT VALID", "commit: ALTER TABLE \"c\" VALIDATE CONSTRAINT \"up\""}},
    {"a key is built beside those who write",
     "CREATE TABLE x (n int, m int)",
     "CREATE TABLE x (n int, m int, CONSTRAINT once UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)",
     "INSERT INTO x VALUES (1), (2)",
     "SELECT n FROM x ORDER BY n",
     {"1", "2"},
     {"alone: CREATE UNIQUE INDEX CONCURRENTLY \"once\" ON \"x\" (n)",
      "ADD CONSTRAINT \"once\" UNIQUE USING INDEX \"once\" DEFERRABLE INITIALLY DEFERRED"}},
    {"a key that changes stays until the new one is built",
     "CREATE TABLE x (n int, m int, CONSTRAINT once UNIQUE (n))",
     "CREATE TABLE x (n int, m int, CONSTRAINT once UNIQUE (n, m))",
     "INSERT INTO x VALUES (1, 1)",
     "SELECT n FROM x",
     {"1"},
     {"alone: CREATE UNIQUE INDEX CONCURRENTLY \"refract_new_once\" ON \"x\" (n, m)", "DROP CONSTRAINT \"once\"",
      "ADD CONSTRAINT \"once\" UNIQUE USING INDEX \"refract_new_once\""}},
    {"a primary key, with its NOT NULL",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int PRIMARY KEY)",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM x",
     {"1"},
     {"CHECK (\"n\" IS NOT NULL) NOT VALID", "commit: ALTER TABLE \"x\" VALIDATE",
      "commit: ALTER TABLE \"x\" ALTER COLUMN "
      "\"n\" SET NOT NULL",
      "DROP CONSTRAINT", "alone: CREATE UNIQUE INDEX", "PRIMARY KEY USING INDEX"}},
    {"a primary key that others lean on",
     "CREATE TABLE p (a int, b int NOT NULL, CONSTRAINT pk PRIMARY KEY (a), "
     "CONSTRAINT bb UNIQUE (b)); CREATE TABLE c (a int, CONSTRAINT up FOREIGN KEY (a) REFERENCES p (a))",
     "CREATE TABLE p (a int NOT NULL, b int, CONSTRAINT pk PRIMARY KEY (b), CONSTRAINT aa UNIQUE (a)); CREATE TABLE c (a "
     "int, CONSTRAINT up FOREIGN KEY (a) REFERENCES p (a))",
     "INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (1)",
     "SELECT a FROM c",
     {"1"}},
    {"an index is built beside those who write",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int); CREATE INDEX i ON x (n DESC) WHERE n > 0",
     "",
     "",
     {},
     {"alone: CREATE INDEX CONCURRENTLY \"i\""}},
    {"an index that changes stays until the new one serves",
     "CREATE TABLE x (n int, m int); CREATE INDEX i ON x (n)",
     "CREATE TABLE x (n int, m int); CREATE INDEX i ON x (n, m)",
     "",
     "",
     {},
     {"ALTER INDEX \"i\" RENAME TO \"refract_old_i\"", "alone: CREATE INDEX CONCURRENTLY \"i\"",
      "alone: DROP INDEX CONCURRENTLY \"refract_old_i\""}},
    {"an index that goes",
     "CREATE TABLE x (n int); CREATE INDEX i ON x (n)",
     "CREATE TABLE x (n int)",
     "",
     "",
     {},
     {"alone: DROP INDEX CONCURRENTLY \"i\""}},
    {"an index that others lean on",
     "CREATE TABLE p (a int, b int); CREATE UNIQUE INDEX i ON p (a); CREATE TABLE c (a "
     "int, CONSTRAINT up FOREIGN KEY (a) REFERENCES p (a))",
     "CREATE TABLE p (a int, b int); CREATE UNIQUE INDEX j ON p (a) INCLUDE (b); CREATE TABLE c (a int, CONSTRAINT up "
     "FOREIGN KEY (a) REFERENCES p (a))",
     "INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (1)",
     "SELECT a FROM c",
     {"1"}},
    {"an index over a column that goes",
     "CREATE TABLE x (n int, m int); CREATE INDEX i ON x (n, m)",
     "CREATE TABLE x (n int); CREATE INDEX i ON x (n)",
     "INSERT INTO x VALUES (1, 2)",
     "SELECT n FROM x",
     {"1"},
     {"RENAME TO", "alone: CREATE INDEX CONCURRENTLY", "alone: DROP INDEX CONCURRENTLY", "DROP COLUMN \"m\""}},
    {"an index that moves to another table", "CREATE TABLE x (n int); CREATE TABLE y (n int); CREATE INDEX i ON x (n)",
     "CREATE TABLE x (n int); CREATE TABLE y (n int); CREATE INDEX i ON y (n)"},
    {"an index's comment",
     "CREATE TABLE x (n int); CREATE INDEX i ON x (n)",
     "CREATE TABLE x (n int); CREATE INDEX i ON x (n); COMMENT ON INDEX i IS 'it''s'",
     "",
     "",
     {},
     {"COMMENT ON INDEX \"i\" IS 'it''s'"}},
    {"NULLS NOT DISTINCT and INCLUDE",
     "CREATE TABLE x (n int, m int)",
     "CREATE TABLE x (n int, m int, CONSTRAINT once UNIQUE NULLS NOT DISTINCT (n) INCLUDE (m))",
     "INSERT INTO x VALUES (NULL, 1)",
     "SELECT m FROM x",
     {"1"}},
    {"NOT NULL with a default is filled some rows at once",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int NOT NULL DEFAULT 7)",
     "INSERT INTO x SELECT nullif(i % 3, 0) FROM generate_series(1, 6000) i",
     "SELECT n, count(*) FROM x GROUP BY n ORDER BY n",
     {"1|2000", "2|2000", "7|2000"},
     {"SET DEFAULT 7", "repeat: UPDATE", "NOT VALID", "commit: ALTER TABLE \"x\" VALIDATE",
      "commit: ALTER TABLE \"x\" "
      "ALTER COLUMN \"n\" SET NOT NULL",
      "DROP CONSTRAINT \"refract_given_n\""}},
    {"a default that is steady needs no care",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int, at timestamptz NOT NULL DEFAULT now(), m numeric(8,2) NOT NULL DEFAULT 1.50)",
     "INSERT INTO x VALUES (1)",
     "SELECT m FROM x WHERE at <= now()",
     {"1.50"},
     {"ADD COLUMN \"at\"", "ADD COLUMN \"m\" numeric(8,2) NOT NULL DEFAULT 1.50"}},
    {"one that is another for each row is filled",
     "CREATE TABLE x (n int)",
     "CREATE TABLE x (n int, id uuid NOT NULL DEFAULT gen_random_uuid())",
     "INSERT INTO x SELECT generate_series(1, 7000)",
     "SELECT count(DISTINCT id) FROM x",
     {"7000"},
     {"ADD COLUMN \"id\" uuid", "SET DEFAULT gen_random_uuid()", "repeat: UPDATE", "NOT VALID",
      "commit: ", "commit: ", "DROP CONSTRAINT"}},
    {"an identity counts on",
     "CREATE TABLE x (id int NOT NULL)",
     "CREATE TABLE x (id int GENERATED BY DEFAULT AS IDENTITY)",
     "INSERT INTO x VALUES (5)",
     "INSERT INTO x DEFAULT VALUES RETURNING id",
     {"6"}},
    {"an identity where NULL was allowed",
     "CREATE TABLE x (id int)",
     "CREATE TABLE x (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
     "INSERT INTO x VALUES (5)",
     "INSERT INTO x DEFAULT VALUES RETURNING id",
     {"6"}},
    {"a serial becomes an identity, and back",
     "CREATE TABLE x (id serial PRIMARY KEY, n int)",
     "CREATE TABLE x (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, n int)",
     "INSERT INTO x (n) VALUES (1), (2)",
     "INSERT INTO x (n) VALUES (3) RETURNING id",
     {"3"}},
    {"a serial is new",
     "CREATE TABLE y (n int)",
     "CREATE TABLE y (n int, id bigserial); CREATE TABLE x (id serial)",
     "INSERT INTO y VALUES (1), (2)",
     "SELECT count(DISTINCT id) FROM y",
     {"2"}},
    {"always to by default", "CREATE TABLE x (id int GENERATED ALWAYS AS IDENTITY)",
     "CREATE TABLE x (id int GENERATED BY DEFAULT AS IDENTITY)"},
    {"a wider type writes no rows",
     "CREATE TABLE x (s varchar(3), n numeric(4,1), t varchar(9))",
     "CREATE TABLE x (s varchar(9), n numeric(6,1), t text)",
     "INSERT INTO x VALUES ('abc', 1.5, 'd')",
     "SELECT s, n, t FROM x",
     {"abc|1.5|d"},
     {"TYPE character varying(9)", "TYPE numeric(6,1)", "TYPE text"}},
    {"types that are assigned and cast",
     "CREATE TABLE x (a int, b int, c text, d boolean, e int DEFAULT 3)",
     "CREATE TABLE x (a bigint, b text, c int, d int, e numeric(5,2) DEFAULT 3)",
     "INSERT INTO x VALUES (1, 2, '3', true)",
     "SELECT a, b, c, d, e FROM x",
     {"1|2|3|1|3.00"}},
    {"a type without a cast goes by its text",
     "CREATE TABLE x (a text, b boolean)",
     "CREATE TABLE x (a uuid, b text)",
     "INSERT INTO x VALUES ('3F2504E0-4F89-11D3-9A0C-0305E82C3301', true)",
     "SELECT a, b FROM x",
     {"3f2504e0-4f89-11d3-9a0c-0305e82c3301|true"},
     {"\"a\"::text::uuid", "TYPE text"}},
    {"arrays",
     "CREATE TABLE x (a int[], b text)",
     "CREATE TABLE x (a bigint[], b text[])",
     "INSERT INTO x VALUES ('{1,2}', '{a,b}')",
     "SELECT a, b FROM x",
     {"{1,2}|{a,b}"}},
    {"a collation",
     "CREATE TABLE x (s text)",
     "CREATE TABLE x (s text COLLATE \"C\")",
     "INSERT INTO x VALUES ('a')",
     "SELECT s FROM x",
     {"a"}},
    {"both ends of a foreign key",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p)",
     "CREATE TABLE p (id text PRIMARY KEY); CREATE TABLE c (p text REFERENCES p)",
     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)",
     "SELECT p FROM c",
     {"1"}},
    {"what a column of another type stands in",
     "CREATE TABLE x (n int, m int GENERATED ALWAYS AS (n * 2) STORED, CONSTRAINT pos CHECK (n > 0)); CREATE INDEX i ON x "
     "(m) WHERE n > 1; CREATE VIEW v AS SELECT n, m FROM x; CREATE VIEW a_v AS SELECT n FROM v; CREATE POLICY mine ON x "
     "USING (n > 1)",
     "CREATE TABLE x (n bigint, m int GENERATED ALWAYS AS (n * 2) STORED, CONSTRAINT pos CHECK (n > 0)); CREATE INDEX i ON "
     "x (m) WHERE n > 1; CREATE VIEW v AS SELECT n, m FROM x; CREATE VIEW a_v AS SELECT n FROM v; CREATE POLICY mine ON x "
     "USING (n > 1)",
     "INSERT INTO x VALUES (4)",
     "SELECT n, m FROM x WHERE n IN (SELECT n FROM a_v)",
     {"4|8"}},
    {"a computed column with all that stands on it",
     "CREATE TABLE x (n int, m int GENERATED ALWAYS AS (n * 2) STORED, CONSTRAINT once UNIQUE (m)); CREATE INDEX i ON x "
     "(m); CREATE VIEW v AS SELECT m FROM x; COMMENT ON COLUMN x.m IS 'twice'",
     "CREATE TABLE x (n int, m int GENERATED ALWAYS AS (n * 3) STORED, CONSTRAINT once UNIQUE (m)); CREATE INDEX i ON x "
     "(m); CREATE VIEW v AS SELECT m FROM x; COMMENT ON COLUMN x.m IS 'twice'",
     "INSERT INTO x VALUES (2)",
     "SELECT m FROM v",
     {"6"}},
    {"views stay where a column is new",
     "CREATE TABLE x (n int); CREATE VIEW v AS SELECT n FROM x",
     "CREATE TABLE x (n int, m int); CREATE VIEW v AS SELECT n FROM x",
     "",
     "",
     {},
     {"ADD COLUMN \"m\""}},
    {"views in an order of their own, with comments, triggers and options",
     "CREATE TABLE x (n int, m int); CREATE VIEW z AS SELECT n FROM x; CREATE VIEW a AS SELECT n FROM z; COMMENT ON VIEW a "
     "IS 'over'; COMMENT ON COLUMN a.n IS 'the n'",
     "CREATE TABLE x (n text, m int); CREATE VIEW z WITH (security_barrier=true) AS SELECT n FROM x; CREATE VIEW a AS "
     "SELECT n FROM z; COMMENT ON VIEW a IS 'over'; COMMENT ON COLUMN a.n IS 'the n'",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM a",
     {"1"}},
    {"a materialised view with its index",
     "CREATE TABLE x (n int); CREATE MATERIALIZED VIEW v AS SELECT n FROM x; CREATE "
     "UNIQUE INDEX i ON v (n); COMMENT ON MATERIALIZED VIEW v IS 'kept'",
     "CREATE TABLE x (n bigint); CREATE MATERIALIZED VIEW v AS SELECT n FROM x; CREATE UNIQUE INDEX i ON v (n); COMMENT ON "
     "MATERIALIZED VIEW v IS 'kept'",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM v",
     {"1"}},
    {"a materialised view's index changes",
     "CREATE TABLE x (n int); CREATE MATERIALIZED VIEW v AS SELECT n FROM x; CREATE "
     "INDEX i ON v (n)",
     "CREATE TABLE x (n int); CREATE MATERIALIZED VIEW v AS SELECT n FROM x; CREATE INDEX i ON v (n DESC)"},
    {"labels that are new, and used at once",
     "CREATE TYPE mood AS ENUM ('b'); CREATE TABLE x (m mood)",
     "CREATE TYPE mood AS ENUM ('a', 'b', 'c'); CREATE TABLE x (m mood DEFAULT 'c')",
     "INSERT INTO x VALUES ('b')",
     "SELECT m FROM x",
     {"b"},
     {"ADD VALUE 'a' BEFORE 'b'", "ADD VALUE 'c' AFTER 'b'", "commit: ALTER TABLE"}},
    {"labels that are gone, with all that names them",
     "CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad'); CREATE TABLE x (m mood NOT NULL DEFAULT 'ok', all_m mood[] DEFAULT "
     "'{ok}', CONSTRAINT not_sad CHECK (m <> 'sad')); CREATE INDEX i ON x (m) WHERE m = 'ok'; CREATE INDEX j ON x (m); "
     "CREATE VIEW v AS SELECT m FROM x WHERE m = 'glad'; COMMENT ON TYPE mood IS 'how'",
     "CREATE TYPE mood AS ENUM ('glad', 'ok'); CREATE TABLE x (m mood NOT NULL DEFAULT 'ok', all_m mood[] DEFAULT '{ok}', "
     "CONSTRAINT not_sad CHECK (m <> 'ok' OR true)); CREATE INDEX i ON x (m) WHERE m = 'ok'; CREATE INDEX j ON x (m); "
     "CREATE VIEW v AS SELECT m FROM x WHERE m = 'glad'; COMMENT ON TYPE mood IS 'how'",
     "INSERT INTO x VALUES ('ok', '{glad,ok}'), ('glad', NULL)",
     "SELECT m, all_m FROM x ORDER BY m",
     {"glad|NULL", "ok|{glad,ok}"}},
    {"a label and a type with other names",
     "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE x (m mood DEFAULT 'sad', CHECK (m IN ('sad', 'ok')))",
     "CREATE TYPE state AS ENUM ('low', 'ok'); CREATE TABLE x (m state DEFAULT 'low', CHECK (m IN ('low', 'ok')))",
     "INSERT INTO x VALUES ('sad')",
     "SELECT m FROM x",
     {"low"},
     {"RENAME VALUE 'sad' TO 'low'", "RENAME TO \"state\""},
     {{"", "mood", "sad", "low"}, {"", "mood", "", "state"}}},
    {"a type's comment",
     "CREATE TYPE mood AS ENUM ('a')",
     "CREATE TYPE mood AS ENUM ('a'); COMMENT ON TYPE mood IS 'how'",
     "",
     "",
     {},
     {"COMMENT ON TYPE \"mood\" IS 'how'"}},
    {"a type that goes, with its column",
     "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE x (n int, m mood)",
     "CREATE TABLE x (n int)",
     "INSERT INTO x VALUES (1, 'a')",
     "SELECT n FROM x",
     {"1"},
     {"DROP COLUMN \"m\"", "DROP TYPE \"mood\""}},
    {"domains",
     "CREATE DOMAIN age AS int CHECK (VALUE > 0); CREATE TABLE x (a age)",
     "CREATE DOMAIN age AS int CHECK (VALUE >= 0); CREATE DOMAIN title AS text NOT NULL DEFAULT 'x'; CREATE TABLE x (a age, "
     "n title)",
     "INSERT INTO x VALUES (3)",
     "SELECT a, n FROM x",
     {"3|x"}},
    {"sequences",
     "CREATE SEQUENCE s INCREMENT 2 CYCLE; CREATE TABLE x (n int)",
     "CREATE SEQUENCE s INCREMENT 5; CREATE SEQUENCE t; CREATE TABLE x (n int, m bigint DEFAULT nextval('t'))",
     "INSERT INTO x VALUES (1)",
     "SELECT m FROM x",
     {"1"}},
    {"functions, and triggers that call them",
     "CREATE TABLE x (n int, m int); CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a * 2'",
     "CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + a'; CREATE TABLE x (n int, m int "
     "DEFAULT twice(4)); CREATE FUNCTION put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.m := 3; RETURN NEW; END $$; "
     "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION put()",
     "INSERT INTO x VALUES (1, 1)",
     "INSERT INTO x VALUES (2) RETURNING m",
     {"3"}},
    {"a function that reads a table of the plan", "CREATE TABLE y (n int)",
     "CREATE TABLE y (n int); CREATE TABLE fresh (n int); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count"
     "(*) FROM fresh'"},
    {"a function returns another type",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'a'$$; CREATE FUNCTION \"o(\"\"dd\"(n int) RETURNS int LANGUAGE sql AS 'SELECT abs(n)'",
     "",
     "SELECT f()",
     {"a"}},
    {"policies", "CREATE TABLE x (n int); CREATE POLICY mine ON x USING (n > 1)",
     "CREATE TABLE x (n int); CREATE POLICY mine ON x FOR SELECT USING (n > 2); CREATE POLICY \"the other\" ON x WITH CHECK "
     "(n < 9)"},
    {"storage",
     "CREATE TABLE x (n int) WITH (fillfactor=70, autovacuum_enabled=false)",
     "CREATE UNLOGGED TABLE x (n int) WITH (fillfactor=80)",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM x",
     {"1"},
     {"SET UNLOGGED", "SET (fillfactor=80)", "RESET (autovacuum_enabled)"}},
    {"partitions are made with their whole", "CREATE TABLE y (n int)",
     "CREATE TABLE y (n int); CREATE TABLE whole (d int, n int) PARTITION BY RANGE (d); CREATE TABLE a_part PARTITION OF "
     "whole FOR VALUES FROM (0) TO (9); CREATE TABLE rest PARTITION OF whole DEFAULT"},
    {"a partitioned table changes with its parts",
     "CREATE TABLE whole (d int, n int) PARTITION BY RANGE (d); CREATE TABLE a_part PARTITION OF whole FOR VALUES FROM (0) "
     "TO (9)",
     "CREATE TABLE whole (d int, n bigint NOT NULL, m int DEFAULT 1, CONSTRAINT pos CHECK (n > 0)) PARTITION BY RANGE (d); "
     "CREATE TABLE a_part PARTITION OF whole FOR VALUES FROM (0) TO (9); CREATE INDEX i ON whole (n)",
     "INSERT INTO whole VALUES (1, 2)",
     "SELECT n, m FROM a_part",
     {"2|1"}},
    {"children change with their parent",
     "CREATE TABLE parent (n int); CREATE TABLE a_child (k int) INHERITS (parent)",
     "CREATE TABLE parent (n bigint, m int); CREATE TABLE a_child (k text) INHERITS (parent)",
     "INSERT INTO a_child VALUES (1, 2)",
     "SELECT n, m, k FROM a_child",
     {"1|NULL|2"}},
    {"a constraint that was not validated",
     "CREATE TABLE x (n int); ALTER TABLE x ADD CONSTRAINT pos CHECK (n > 0) NOT "
     "VALID",
     "CREATE TABLE x (n int, CONSTRAINT pos CHECK (n > 0))",
     "INSERT INTO x VALUES (1)",
     "SELECT n FROM x",
     {"1"},
     {"commit: ALTER TABLE \"x\" VALIDATE CONSTRAINT \"pos\""},
     {}},
    {"one that is not to be validated",
     "CREATE TABLE y (n int)",
     "CREATE TABLE y (n int); ALTER TABLE y ADD CONSTRAINT neg CHECK (n < 0) NOT VALID; CREATE TABLE x (n int); ALTER TABLE "
     "x ADD CONSTRAINT pos CHECK (n > 0) NOT VALID",
     "INSERT INTO y VALUES (1)",
     "SELECT n FROM y",
     {"1"}},
    {"an exclusion",
     "CREATE TABLE x (r int4range)",
     "CREATE TABLE x (r int4range, CONSTRAINT apart EXCLUDE USING gist (r WITH &&))",
     "INSERT INTO x VALUES ('[1,3)')",
     "SELECT r FROM x",
     {"[1,3)"}},
    {"names that hold quotes and are long",
     "CREATE TABLE \"a \"\"b\" (\"select\" int, \"a_name_that_is_as_long_as_names_can_be_in_this_database_at_all_6\" int)",
     "CREATE TABLE \"a \"\"b\" (\"select\" int NOT NULL DEFAULT 1, "
     "\"a_name_that_is_as_long_as_names_can_be_in_this_database_at_all_6\" int NOT NULL DEFAULT 2, CONSTRAINT \"c \"\"d\" "
     "UNIQUE (\"select\"))",
     "INSERT INTO \"a \"\"b\" VALUES (NULL, NULL)",
     "SELECT * FROM \"a \"\"b\"",
     {"1|2"}},
    {"a table of another kind", "CREATE TABLE x (n int); CREATE TABLE y (n int)",
     "CREATE TABLE x (n int); CREATE VIEW y AS SELECT n FROM x"},
    {"tables that lead to each other", "CREATE TABLE z (n int)",
     "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); ALTER TABLE a ADD "
     "CONSTRAINT ab FOREIGN KEY (b) REFERENCES b"},
};

std::string printed(const migrate::step& of) {
    return (of.begins_anew ? "commit: " : "") +
           std::string(of.repeats          ? "repeat: "
                       : of.in_transaction ? ""
                                           : "alone: ") +
           of.sql;
}
void run(postgres::database& db, const std::string& sql) {
    if (!sql.empty()) db.execute(unsafe_sql(sql));
}
void check_same(const database_definition& made, const database_definition& wanted) {
    for (const migrate::step& each : migrate::plan<dialect::postgres>(made, wanted, {}, {.drops_undeclared = true}))
        FAIL_CHECK("left: " << each.sql);
    CHECK(migrate::compare(made, wanted).empty());
}
database_definition described(const std::string& sql) {
    fresh_database<on_postgres> fresh;
    run(fresh.db(), sql);
    return migrate::read_database(fresh.db());
}

} // namespace

TEST_CASE("schemas with rows follow each other, with care and without, and back", "[plan]") {
    if (!postgres_url()) return;
    for (const plan_case& each : cases) DYNAMIC_SECTION(each.name) {
            const database_definition wanted = described(each.after);
            for (const bool careful : {true, false}) {
                INFO(each.name << (careful ? ", with care" : ""));
                fresh_database<on_postgres> fresh;
                auto& db = fresh.db();
                run(db, each.before);
                run(db, each.rows);
                const database_definition before = migrate::read_database(db);
                const auto steps = migrate::plan<dialect::postgres>(before, wanted, each.renames, {.careful = careful});
                for (std::size_t i = 0; careful && !each.steps.empty() && i < steps.size(); ++i)
                    CHECK_THAT(printed(steps[i]), Catch::Contains(i < each.steps.size() ? each.steps[i] : "no more"));
                if (careful && !each.steps.empty()) CHECK(steps.size() == each.steps.size());
                run_steps<on_postgres>(db, steps);
                check_same(migrate::read_database(db), wanted);
                const auto back = migrate::plan<dialect::postgres>(
                    migrate::settle(migrate::rename_all(before, each.renames), wanted), before,
                    detail::renamed_back(each.renames), {.careful = careful, .drops_undeclared = true});
                if (*each.question)
                    CHECK(fresh.rows(each.question) == text_rows(each.answer.begin(), each.answer.end()));
                if (!each.comes_back) continue;
                run_steps<on_postgres>(db, back);
                check_same(migrate::read_database(db), before);
            }
        }
}

#endif
