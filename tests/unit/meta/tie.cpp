#include <refract/meta/tie.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

// Not needed by refract; where it is there, both have to say the same.
#if __has_include(<boost/pfr/core.hpp>)
#include <boost/pfr/core.hpp>
#define HAS_BOOST_PFR 1
#endif

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using namespace refract::detail;

namespace {

// GCC names the struct itself, where anything makes one.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
struct Renamed {
    int id = 1;
    [[deprecated]] int old = 2;
};
#pragma GCC diagnostic pop

struct MoveOnly {
    int id = 0;
    std::unique_ptr<int> owned;
};
/// A field whose `&` is not its address.
struct Odd {
    int value = 0;
    Odd* operator&() { return nullptr; }
    const Odd* operator&() const { return nullptr; }
};
struct WithOdd {
    int first = 1;
    Odd odd{2};
    int last = 3;
};

} // namespace

static_assert(std::is_same_v<type_of_member<User, 4>, Role>);
static_assert(std::is_same_v<member_types<Tag>, refract::type_list<std::int64_t, std::string>>);
static_assert(std::is_same_v<member_types<const Tag>, refract::type_list<const std::int64_t, const std::string>>);

TEST_CASE("all fields at once, as they stand in the struct") {
    Wide wide;
    const auto addresses = with_members(
        wide, [](auto&... field) { return std::vector<const void*>{static_cast<const void*>(&field)...}; });
    REQUIRE(addresses.size() == 100);
    REQUIRE(std::is_sorted(addresses.begin(), addresses.end(), std::less<>{}));
    REQUIRE(addresses[42] == &wide.e2);
    REQUIRE(&member_at<0>(wide) == &wide.id);
    REQUIRE(&member_at<55>(wide) == &wide.f5);
    REQUIRE(&member_at<99>(wide) == &wide.last);
    std::size_t bytes = with_members(std::as_const(wide), [](const auto&... field) { return (sizeof(field) + ...); });
    REQUIRE(bytes > 100);
}

#ifdef HAS_BOOST_PFR
TEST_CASE("the fields are those that Boost.PFR finds") {
    static_assert(boost::pfr::tuple_size_v<User> == member_count<User>);
    static_assert(boost::pfr::tuple_size_v<Wide> == member_count<Wide>);
    static_assert(std::is_same_v<boost::pfr::tuple_element_t<4, User>, type_of_member<User, 4>>);
    Everything all;
    REQUIRE(&boost::pfr::get<0>(all) == &member_at<0>(all));
    REQUIRE(&boost::pfr::get<7>(all) == &member_at<7>(all));
}
#endif

TEST_CASE("what is done with the fields may return a reference") {
    Tag tag{.id = 7, .label = "c++"};
    std::string& label = with_members(tag, [](auto&, std::string& second) -> std::string& { return second; });
    label += "20";
    REQUIRE(tag.label == "c++20");
}

TEST_CASE("a field is found although its & is not its address") {
    WithOdd odd;
    REQUIRE(member_at<1>(odd).value == 2);
    REQUIRE(member_at<2>(odd) == 3);
}

TEST_CASE("fields of structs that can only be moved") {
    MoveOnly object{.id = 3, .owned = std::make_unique<int>(4)};
    REQUIRE(*member_at<1>(object) == 4);
    auto taken = std::move(member_at<1>(object));
    REQUIRE(*taken == 4);
    REQUIRE(object.owned == nullptr);
}

TEST_CASE("a visit sees each field once, in order, and may change it") {
    Tag tag{.id = 7, .label = "c++"};
    std::string seen;
    for_each_member(tag, [&]<class Field>(Field& field) {
        if constexpr (std::is_same_v<Field, std::int64_t>)
            seen += std::to_string(field++) + ";";
        else
            seen += field + ";";
    });
    REQUIRE(seen == "7;c++;");
    REQUIRE(tag.id == 8);

    const Tag constant = tag;
    std::size_t count = 0;
    for_each_member(constant, [&](const auto& field) {
        static_assert(std::is_const_v<std::remove_reference_t<decltype(field)>>);
        ++count;
    });
    REQUIRE(count == 2);
}

TEST_CASE("a field that the program marks as deprecated is bound without a warning") {
    int sum = 0;
    Renamed both;
    for_each_member(both, [&](const int& field) { sum += field; });
    REQUIRE(sum == 3);
}
