#include <refract/tree/date_unit.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("units of time have the words that databases know") {
    CHECK(detail::word_of(date_unit::year) == "year");
    CHECK(detail::word_of(date_unit::week) == "week");
    CHECK(detail::word_of(date_unit::second) == "second");
}
