#include <refract/base/values.hpp>

#include "support/catch.hpp"

#include <memory>
#include <string>
#include <type_traits>

using namespace refract::detail;

namespace {

constexpr auto numbers = concat(values<int, char>{{1}, {'a'}}, values<long>{{2L}});

} // namespace

static_assert(std::is_empty_v<values<>>);
static_assert(sizeof(values<int>) == sizeof(int));
static_assert(sizeof(values<std::int64_t, std::int64_t>) == 16);
static_assert(values<int, int>::size == 2);
static_assert(std::is_same_v<decltype(numbers), const values<int, char, long>>);
static_assert(get<0>(numbers) == 1 && get<1>(numbers) == 'a' && get<2>(numbers) == 2);
static_assert(std::is_same_v<decltype(concat_all()), values<>>);
static_assert(
    std::is_same_v<decltype(concat_all(values<>{}, values<int>{}, values<>{}, values<char>{})), values<int, char>>);

TEST_CASE("values stand in the order in which they were joined") {
    auto all = concat_all(values<int>{{1}}, values<>{}, values<std::string, int>{{"two"}, {3}}, values<char>{{'4'}});
    REQUIRE(get<0>(all) == 1);
    REQUIRE(get<1>(all) == "two");
    REQUIRE(get<2>(all) == 3);
    REQUIRE(get<3>(all) == '4');
    REQUIRE(numbers.size == 3);
}

TEST_CASE("joining moves what cannot be copied") {
    values<std::unique_ptr<int>> left{{std::make_unique<int>(5)}};
    const int* address = get<0>(left).get();
    auto all = concat(std::move(left), values<std::string>{{std::string(100, 'x')}});
    REQUIRE(get<0>(all).get() == address);
    REQUIRE(get<1>(all).size() == 100);
}

TEST_CASE("joining many moves what is given away and copies what is kept") {
    values<std::string> kept{{std::string(100, 'k')}};
    const char* address = get<0>(kept).data();
    const auto all = concat_all(values<int>{{1}}, kept, values<>{},
                                values<std::unique_ptr<int>>{{std::make_unique<int>(5)}}, values<int>{{4}});
    REQUIRE(get<0>(all) == 1);
    REQUIRE(get<1>(all) == std::string(100, 'k'));
    REQUIRE(*get<2>(all) == 5);
    REQUIRE(get<3>(all) == 4);
    REQUIRE(get<0>(kept).data() == address);
    REQUIRE(get<0>(concat_all(std::move(kept), values<int>{{2}})).data() == address);
}
