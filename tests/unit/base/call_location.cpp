#include <refract/base/call_location.hpp>
#include <refract/base/error.hpp>

#include "support/catch.hpp"

using refract::detail::call_scope;

TEST_CASE("errors carry the call that is being served, and none outside of one") {
    const auto where = std::source_location::current();
    {
        const call_scope outer(where);
        REQUIRE(refract::error("x").location().line() == where.line());
        {
            const auto inner_place = std::source_location::current();
            const call_scope inner(inner_place);
            REQUIRE(refract::not_found("x").location().line() == inner_place.line());
        }
        REQUIRE(refract::error("x").location().line() == where.line());
    }
    REQUIRE(refract::error("x").location().line() == 0);
}
