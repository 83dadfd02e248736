#include <refract/base/join_text.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

TEST_CASE("texts are joined as they are") {
    using refract::detail::join_text;
    CHECK(join_text({}).empty());
    CHECK(join_text({"", std::string_view(), ""}).empty());
    const std::string name = "a name that is too long to be kept inside of a string";
    CHECK(join_text({"no table \"", name, "\""}) == "no table \"" + name + "\"");
    const std::string_view with_nul("a\0b", 3);
    CHECK(join_text({with_nul, with_nul}) == std::string("a\0ba\0b", 6));
}
