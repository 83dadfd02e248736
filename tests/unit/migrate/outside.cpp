#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/outside.hpp>

#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("a limit holds as long as it is asked for", "[outside]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using dialect = typename TestType::database::dialect;
    const detail::limit_facts& facts = detail::deploys_of<dialect>.lock_timeout;
    const auto limit = [&] { return db.template query<std::int64_t>(unsafe_sql(facts.ask, {})).front(); };
    const std::int64_t before = limit();
    {
        const detail::limited<typename TestType::database> one(db, facts, std::chrono::milliseconds(1234)),
            none(db, facts, std::chrono::milliseconds(0));
        CHECK(limit() == 1234);
    }
    CHECK(limit() == before);
    CHECK(detail::held_lock<typename TestType::database>::is_known(db) == !TestType::is_sqlite);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("who holds the lock keeps others away, and a pooler does not tell", "[outside]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto db = fresh.open();
    const std::string taken = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = " +
                              std::to_string(db.query<std::int32_t>("SELECT pg_backend_pid()").front());
    {
        const detail::held_lock<postgres::database> held(db, [] {});
        CHECK(fresh.rows(taken) == text_rows{"1"});
    }
    CHECK(fresh.rows(taken) == text_rows{"0"});
    postgres::database pooled(fresh.url(), {.prepare = false, .lock_timeout = std::chrono::milliseconds(5000)});
    CHECK_FALSE(detail::held_lock<postgres::database>::is_known(pooled));
}
#endif

TEST_CASE("the index of a statement is named with the schema of its table", "[deploy]") {
    CHECK(detail::index_built_alone("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"a b\" ON ONLY s.t (n)",
                                    "CREATE") == "s.\"a b\"");
    CHECK(detail::index_built_alone("create index concurrently i on t (n)", "CREATE") == "i");
    CHECK(detail::index_built_alone("CREATE INDEX i ON t (n)", "CREATE").empty());
    CHECK(detail::index_built_alone("CREATE INDEX CONCURRENTLY ON t (n)", "CREATE").empty());
    CHECK(detail::index_built_alone("DROP INDEX CONCURRENTLY IF EXISTS s.i", "DROP") == "s.i");
    const std::string harmless(detail::deploys_of<dialect::sqlite>.harmless);
    CHECK(detail::is_harmless("vacuum", harmless));
    CHECK(detail::is_harmless("DROP TABLE IF EXISTS x", harmless));
    CHECK_FALSE(detail::is_harmless("INSERT INTO x VALUES (1)", harmless));
    CHECK_FALSE(detail::is_harmless("UPDATE x SET n = n + 1", harmless));
}
