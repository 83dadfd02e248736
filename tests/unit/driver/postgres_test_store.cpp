// What it makes and drops is seen in tests/unit/test/database.cpp; here, that it goes where the URL says.
#include <support/databases.hpp>

#ifdef REFRACT_TEST_POSTGRES

#include <refract/driver/postgres_test_store.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("a database for tests is on the server of the url, with its other parts", "[postgres_test_store]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    postgres_test_store store(fresh.url() + " application_name='it\\'s \\\\ me'");
    const test_place made = store.make();
    CHECK(made.target.find("dbname=" + made.name) != std::string::npos);
    {
        postgres::database db(made.target);
        CHECK(db.query<std::string>(unsafe_sql("SELECT current_setting('application_name')")).front() == "it's \\ me");
        CHECK(db.query<std::string>(unsafe_sql("SELECT current_database()::text")).front() == made.name);
    }
    store.drop(made);
    store.drop(made); // what is gone stays gone
    CHECK_THROWS_AS(postgres::database(made.target), connection_error);
}

TEST_CASE("who may not make databases is told what to do", "[postgres_test_store]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::string role = unique_name() + "_poor";
    fresh.rows("CREATE ROLE " + role);
    try {
        postgres_test_store store(fresh.url() + " options='-c role=" + role + "'");
        CHECK_THROWS_WITH(store.make(), has_text("grant their user CREATEDB"));
    } catch (...) { FAIL_CHECK("it does not connect"); }
    fresh.rows("DROP ROLE " + role);
}

#endif
