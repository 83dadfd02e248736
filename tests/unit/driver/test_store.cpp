// Every driver of a live database has a store of databases for tests; what one does is in tests/unit/test/database.cpp.
#include <refract/driver/test_store.hpp>

#include <refract/driver/sqlite_test_store.hpp>

#include <support/databases.hpp>

using namespace refract::detail;

namespace {

struct one_that_cannot_drop {
    static constexpr bool copies_usually = true, first_stays_open = true, holds_nul = true;
    static constexpr const char* url_variable = "";
    test_place make() { return {}; }
    test_place make_copy(const test_place&) { return {}; }
};

} // namespace

TEST_CASE("a store makes, copies and drops", "[test_store]") {
    CHECK(makes_test_databases<test_store_of<sqlite_driver>::type>);
    CHECK(!makes_test_databases<one_that_cannot_drop>);
}
