// What PostgreSQL says of statements that it does not run, and what is left of the questions: nothing.

#include <refract/driver/postgres_inspect.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <string_view>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

live_statement inspect(postgres_inspector& ask, std::string_view sql, type_kind parameter = type_kind::none) {
    const result_column columns[] = {{.type = {.kind = type_kind::big_integer}, .nullable = false, .field = "n"}};
    const sql_type types[] = {{.kind = parameter}};
    const ready_statement text{.sql = sql.data(),
                               .size = sql.size(),
                               .parameters = types,
                               .parameter_count = static_cast<std::uint16_t>(parameter == type_kind::none ? 0 : 1),
                               .columns = columns,
                               .column_count = 1};
    return ask.inspect(text);
}

} // namespace

TEST_CASE("results say where they come from, parameters what the server expects", "[postgres_inspect]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    here.rows("CREATE DOMAIN amount AS integer NOT NULL");
    here.rows("CREATE TABLE a (id bigint PRIMARY KEY, n integer, m amount); CREATE VIEW v AS SELECT id FROM a");
    postgres_inspector ask(here.db().connection());
    const live_result id = inspect(ask, "SELECT id FROM a").results.at(0);
    CHECK(id.fits);
    CHECK(id.table == "a");
    CHECK(id.column == "id");
    CHECK(id.nullable == false);
    const live_result n = inspect(ask, "SELECT n FROM a").results.at(0);
    CHECK_FALSE(n.fits);
    CHECK(n.type == "integer");
    CHECK(n.nullable == true);
    CHECK(inspect(ask, "SELECT m FROM a").results.at(0).nullable == false);
    CHECK_FALSE(inspect(ask, "SELECT id FROM v").results.at(0).nullable.has_value());
    CHECK(inspect(ask, "WITH w AS (SELECT id FROM a) SELECT id FROM w").results.at(0).nullable == false);
    CHECK(inspect(ask, "DELETE FROM a RETURNING id").results.at(0).nullable == false);
    const live_statement compared = inspect(ask, "SELECT id FROM a WHERE n = $1", type_kind::big_integer);
    REQUIRE(compared.parameters.size() == 1);
    CHECK(compared.parameters[0].sent == "bigint");
    CHECK(compared.parameters[0].wanted == "integer");
    CHECK(compared.no_plan.empty());
    CHECK(ask.columns_of("", "a").at(2).type == "integer");
    CHECK_THROWS_AS(inspect(ask, "SELECT x FROM a"), syntax_error);
    CHECK_THROWS_AS(inspect(ask, "SELECT id, n FROM a"), error);
    CHECK(inspect(ask, "SELECT id FROM a").results.size() == 1); // the transaction has survived
}

TEST_CASE("what writes or locks has a plan in a transaction that only reads", "[postgres_inspect]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    here.rows("CREATE TABLE a (id bigint PRIMARY KEY, n bigint)");
    here.rows("CREATE PROCEDURE p(inout x bigint) LANGUAGE sql AS 'SELECT x'");
    postgres_inspector ask(here.db().connection());
    for (const std::string_view sql :
         {"INSERT INTO a VALUES ($1) ON CONFLICT (id) DO UPDATE SET n = 1 RETURNING id",
          "UPDATE a SET n = 1 WHERE id = $1 RETURNING id", "SELECT id FROM a WHERE id = $1 FOR UPDATE SKIP LOCKED",
          "WITH gone AS (DELETE FROM a WHERE id = $1 RETURNING id) SELECT id FROM gone", "CALL p($1)"}) {
        const live_statement seen = inspect(ask, sql, type_kind::big_integer);
        CHECK(seen.no_plan == "");
        CHECK(seen.results.at(0).fits);
    }
}

TEST_CASE("nothing is left behind: no statement, no transaction, no setting, no lock", "[postgres_inspect]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    here.rows("CREATE TABLE a (id bigint PRIMARY KEY)");
    auto& on = here.db().connection();
    {
        postgres_inspector ask(on);
        inspect(ask, "INSERT INTO a VALUES ($1) RETURNING id", type_kind::big_integer);
        CHECK_THROWS_AS(inspect(ask, "SELECT x FROM a"), syntax_error);
        CHECK(here.rows("SELECT count(*) FROM pg_locks WHERE relation = 'a'::regclass") == text_rows{"0"});
    }
    CHECK_FALSE(on.in_transaction());
    CHECK(here.db()
              .query<std::int64_t>("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE '%verify%'")
              .front() == 0);
    CHECK(here.db().query<std::string>("SELECT current_setting('plan_cache_mode')").front() == "auto");
    CHECK(here.rows("SELECT count(*) FROM a") == text_rows{"0"});
    {
        auto open = here.db().begin();
        open.execute("INSERT INTO a VALUES (1)");
        {
            postgres_inspector ask(on);
            CHECK_THROWS_AS(inspect(ask, "SELECT x FROM a"), syntax_error);
        }
        open.commit(); // a question that failed has not undone it
    }
    {
        auto failed = here.db().begin();
        CHECK_THROWS_AS(failed.execute("SELECT x FROM a"), syntax_error);
        CHECK_THROWS_AS(postgres_inspector(on), error);
    }
    CHECK(here.rows("SELECT count(*) FROM a") == text_rows{"1"});
}
