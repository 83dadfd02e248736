#include <refract/graph/snapshot.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a snapshot is a transaction that ends with it, unless the program has one") {
    session_state<sqlite_driver> state(":memory:", sqlite::options{});
    {
        read_snapshot<sqlite_driver> snapshot(state);
        CHECK(state.connection.in_transaction());
        snapshot.finish();
        CHECK_FALSE(state.connection.in_transaction());
        snapshot.finish(); // again nothing
    }
    {
        const read_snapshot<sqlite_driver> left_by_an_error(state);
        CHECK(state.connection.in_transaction());
    }
    CHECK_FALSE(state.connection.in_transaction());
    CHECK(state.owed.number == 0);
    state.connection.begin(transaction_options{});
    {
        read_snapshot<sqlite_driver> inside(state);
        inside.finish();
        CHECK(state.connection.in_transaction());
        const read_snapshot<sqlite_driver> left_by_an_error(state);
    }
    CHECK(state.connection.in_transaction());
    state.connection.rollback();
}
