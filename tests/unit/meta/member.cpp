#include <refract/meta/member.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

using namespace refract::detail;

namespace {

struct Hidden {
    int first_;
    int second;
};

} // namespace

static_assert(member_position<&User::id> == 0 && member_position<&User::bio> == 3 &&
              member_position<&User::created_at> == 5);
static_assert(member_position<&Wide::last> == 99 && member_position<&Wide::f5> == 55 &&
              member_position<&Wide::a0> == 1);
static_assert(std::is_same_v<member_owner<&User::bio>, User>);
static_assert(std::is_same_v<member_type<&User::bio>, std::optional<std::string>>);

// A path stands where a member pointer does, and is no member of its own.
struct Outer {
    int id{};
    Hidden hidden;
};
constexpr auto second = refract::member_path<&Outer::hidden, &Hidden::second>;
static_assert(std::is_same_v<member_owner<second>, Outer> && std::is_same_v<member_type<second>, int>);
static_assert(std::is_same_v<path_positions<second>::type, std::index_sequence<1, 1>>);
static_assert(std::is_same_v<path_positions<&Outer::hidden>::type, std::index_sequence<1>>);
static_assert(is_connected<second> && is_connected<&Outer::id> &&
              !is_connected<refract::member_path<&Outer::id, &User::id>>);
static_assert(second == refract::member_path<&Outer::hidden, &Hidden::second>);

TEST_CASE("members of structs in functions and in unnamed namespaces have positions too") {
    struct Local {
        int here;
        std::string there_;
    };
    REQUIRE(member_position<&Local::there_> == 1);
    REQUIRE(member_position<&Hidden::second> == 1);
}
