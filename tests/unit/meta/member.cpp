#include <refract/meta/member.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <string>
#include <type_traits>

using namespace refract::detail;

namespace {

struct Hidden {
    int first_;
    int second;
};

} // namespace

static_assert(member_index<&User::id> == 0 && member_index<&User::bio> == 3 && member_index<&User::created_at> == 5);
static_assert(member_index<&Wide::last> == 99 && member_index<&Wide::f5> == 55 && member_index<&Wide::a0> == 1);
static_assert(std::is_same_v<member_owner<&User::bio>, User>);
static_assert(std::is_same_v<member_type<&User::bio>, std::optional<std::string>>);

TEST_CASE("members of structs in functions and in unnamed namespaces have positions too") {
    struct Local {
        int here;
        std::string there_;
    };
    REQUIRE(member_index<&Local::there_> == 1);
    REQUIRE(member_index<&Hidden::second> == 1);
}
