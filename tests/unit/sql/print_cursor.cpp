#include <refract/sql/print_cursor.hpp>

#include <refract/dialect/postgres.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a cursor is named by its number in what opens, reads and closes it") {
    constexpr const auto& facts = dialect::postgres::info.statements;
    const cursor_name cursor{17};
    CHECK(cursor.text(facts.open_cursor, "SELECT '{name}'") ==
          "DECLARE refract_17 NO SCROLL CURSOR FOR SELECT '{name}'"); // what is put in is not looked at
    CHECK(cursor.text(facts.fetch_rows, "1000") == "FETCH FORWARD 1000 FROM refract_17");
    CHECK(cursor.text(facts.close_cursor) == "CLOSE refract_17");
    CHECK(cursor.text("") == "");
}
