#include <refract/meta/type_name.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract::detail;

namespace {

struct Hidden {};
template <class... Type> struct Holder {};

} // namespace

static_assert(type_name<User>() == "User");
static_assert(qualified_type_name<User>() == "User");
static_assert(type_name<shop::stock::Article>() == "Article");
static_assert(qualified_type_name<shop::stock::Article>() == "shop::stock::Article");
static_assert(type_name<shop::stock::Box::Size>() == "Size");
static_assert(type_name<Hidden>() == "Hidden");
static_assert(type_name<unsigned char>() == "unsigned char");

TEST_CASE("a type is known by its own name, wherever it lives") {
    struct Local {};
    REQUIRE(type_name<Local>() == "Local");
    REQUIRE(std::string(type_name<shop::stock::Article>()) == "Article");
    REQUIRE(type_name<Holder<shop::stock::Article>>() == "Holder<shop::stock::Article>");
}
