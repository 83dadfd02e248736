#include <refract/dialect/postgres_deploy.hpp>

#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("what PostgreSQL is asked for deploys, it answers", "[postgres_deploy]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    constexpr const auto& facts = detail::deploys_of<dialect::postgres>;
    const auto ask = [&](const detail::constant_text& question) {
        return fresh.rows(std::string(std::string_view(question)));
    };
    CHECK(ask(facts.try_hold) == text_rows{"t"});
    CHECK(ask(facts.let_go) == text_rows{"t"});
    CHECK(ask(facts.try_lock) == text_rows{"t"});
    CHECK(ask(facts.lock_timeout.ask) == text_rows{"10000"}); // as the test has set it
    CHECK(ask(facts.may_create_database).size() == 1);
    CHECK_FALSE(ask(facts.extensions).empty());
    ask(facts.left_databases); // of an hour ago, by programs that were killed
    fresh.rows(
        "CREATE TABLE \"A b\" (id serial PRIMARY KEY, d int); CREATE DOMAIN dom AS int; CREATE TYPE e AS ENUM ('x');"
        "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT 1; "
        "CREATE TYPE c AS (n int); CREATE SEQUENCE s");
    std::string drop_all(std::string_view(facts.drop_all));
    drop_all.replace(drop_all.find("{}"), 2, "''"); // the schema that is looked in first
    const text_rows drops = fresh.rows(drop_all);
    CHECK(drops.size() == 8); // the sequence of the serial goes with its column, and may be gone then
    for (const std::string& each : drops) fresh.rows(each);
    CHECK(fresh.rows(drop_all).empty());
    fresh.rows("CREATE TABLE i (n int); CREATE INDEX whole ON i (n)");
    CHECK(fresh.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('whole')") == text_rows{"t"});
}
#endif
