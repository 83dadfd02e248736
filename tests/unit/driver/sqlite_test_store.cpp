#include <refract/driver/sqlite_test_store.hpp>

#include <support/databases.hpp>

using namespace refract;
using namespace refract::detail;

TEST_CASE("a copy in memory has the pages of the first, and goes its own way", "[sqlite_test_store]") {
    sqlite_test_store store("");
    sqlite::database first(store.make().target), copy(store.make_copy({}).target);
    first.execute("CREATE TABLE x (n INTEGER); INSERT INTO x VALUES (1), (2)");
    sqlite_test_store::fill(first.connection(), copy.connection());
    copy.execute("INSERT INTO x VALUES (3)");
    CHECK(copy.query<std::int64_t>("SELECT count(*) FROM x").front() == 3);
    CHECK(first.query<std::int64_t>("SELECT count(*) FROM x").front() == 2);
    auto writing = copy.begin();
    CHECK_THROWS_AS(sqlite_test_store::fill(first.connection(), copy.connection()), error);
}
