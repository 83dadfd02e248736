// Where a session has ended there is no way into it; the rest is seen by the tests of what goes that way.
#include <refract/test/door.hpp>

#include <support/databases.hpp>

#include <utility>

using namespace refract;

TEST_CASE("what is moved from has no door", "[door]") {
    sqlite::database db(":memory:");
    CHECK(detail::session_door::share(db)->is_open());
    const sqlite::database taken = std::move(db);
    CHECK_THROWS_AS(detail::session_door::share(db), connection_error);
    CHECK(detail::session_door::share(taken)->is_open());
}
