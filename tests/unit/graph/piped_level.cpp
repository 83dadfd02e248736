// A transaction, or a savepoint, whose beginning and end go along with what is inside it.

#include <refract/graph/piped_level.hpp>

#include "support/databases.hpp"

#ifdef REFRACT_TEST_POSTGRES

using namespace refract;
using namespace refract_test;

namespace {

using state_type = detail::session_state<detail::postgres_driver>;

/// Runs a statement inside a level of its own; `ends`: up to the end of it.
void run_inside(state_type& state, std::string_view sql, bool ends = true) {
    auto statement = state.connection.prepare({.sql = sql.data(), .size = sql.size()}, false);
    statement.begin(false);
    detail::piped_level<detail::postgres_driver> level(state);
    state.connection.enter_pipeline();
    level.send_begin();
    statement.send();
    if (!ends) return;
    level.send_end();
    state.connection.sync();
    level.read_begin();
    while (statement.step()) {}
    level.read_end();
}
std::string count(state_type& state) {
    const detail::postgres_result answer(PQexec(state.connection.native(), "SELECT count(*) FROM piped_rows"));
    return answer.is_failure() ? "none" : PQgetvalue(answer.get(), 0, 0);
}

} // namespace

TEST_CASE("a level of a pipeline is kept at its end, and else undone", "[graph]") {
    const auto url = postgres_url();
    if (!url) return;
    state_type state(*url, postgres::options{});
    state.connection.execute("CREATE TEMPORARY TABLE piped_rows (n int)");
    const std::string_view good = "INSERT INTO piped_rows VALUES (1)", bad = "INSERT INTO piped_rows VALUES (1 / 0)";
    SECTION("outside a transaction") {
        run_inside(state, good);
        CHECK_THROWS_AS(run_inside(state, bad), error);
        run_inside(state, good, false);
        CHECK_FALSE(state.connection.in_transaction());
        CHECK(count(state) == "1");
    }
    SECTION("in one, as a savepoint") {
        state.connection.begin({});
        run_inside(state, good);
        CHECK_THROWS_AS(run_inside(state, bad), error);
        run_inside(state, good, false);
        CHECK(state.connection.in_transaction());
        CHECK(count(state) == "1");
        state.connection.commit();
        CHECK(count(state) == "1");
    }
    SECTION("in one that has failed, where nothing is begun") {
        state.connection.begin({});
        CHECK_THROWS_AS(state.connection.execute("SELECT 1 / 0"), error);
        CHECK_THROWS_AS(run_inside(state, good), error);
        CHECK(state.owed.number == 0);
        state.connection.rollback();
        CHECK(count(state) == "0");
    }
    CHECK(state.owed.number == 0);
}

#endif
