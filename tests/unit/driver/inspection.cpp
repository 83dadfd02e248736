#include <refract/driver/inspection.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("what a database refuses is an answer, a lost connection is none", "[inspection]") {
    CHECK_FALSE(detail::failure_of([] {}));
    const auto refused = detail::failure_of([] { throw syntax_error(error_details{.message = "no such table"}); });
    REQUIRE(refused);
    CHECK(std::string(refused->what()).find("no such table") != std::string::npos);
    CHECK_THROWS_AS(detail::failure_of([] { throw connection_error(error_details{.message = "gone"}); }),
                    connection_error);
}
