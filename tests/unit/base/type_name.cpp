#include <refract/base/type_name.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract::detail;

namespace {

struct Hidden {};
template <class... Type> struct Holder {
    struct Inner {};
};
template <class Type> auto local_of_a_template() {
    struct Local {};
    return Local{};
}

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

TEST_CASE("a struct inside a template has a name of its own, without the template's arguments") {
    REQUIRE(type_name<Holder<int>::Inner>() == "Inner");
    REQUIRE(type_name<Holder<shop::stock::Box::Size>::Inner>() == "Inner");
    REQUIRE(type_name<decltype(local_of_a_template<Holder<int>>())>() == "Local");
    const auto made_in_a_lambda = [] {
        struct InLambda {};
        return InLambda{};
    };
    REQUIRE(type_name<decltype(made_in_a_lambda())>() == "InLambda");
}
