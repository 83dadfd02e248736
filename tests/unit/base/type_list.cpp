#include <refract/base/type_list.hpp>

#include "support/catch.hpp"

#include <type_traits>

using refract::type_list;
using namespace refract::detail;

static_assert(type_list<>::size == 0);
static_assert(type_list<int, int, char>::size == 3);
static_assert(std::is_same_v<join_lists_t<>, type_list<>>);
static_assert(std::is_same_v<join_lists_t<type_list<int>>, type_list<int>>);
static_assert(std::is_same_v<join_lists_t<type_list<>, type_list<>>, type_list<>>);
static_assert(std::is_same_v<join_lists_t<type_list<>, type_list<int>>, type_list<int>>);
static_assert(
    std::is_same_v<join_lists_t<type_list<int>, type_list<>, type_list<char, int>, type_list<>, type_list<long>>,
                   type_list<int, char, int, long>>);
static_assert(std::is_same_v<list_element<0, type_list<int, char>>::type, int>);
static_assert(std::is_same_v<list_element<2, type_list<int, char, long&>>::type, long&>);

TEST_CASE("joined lists keep the order") {
    using joined = join_lists_t<type_list<char>, type_list<short, int>>;
    REQUIRE(joined::size == 3);
    REQUIRE(std::is_same_v<list_element<1, joined>::type, short>);
}
