#include <refract/schema/check_shape.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace check_shape_test {

struct Team {
    std::int64_t id{};
    std::string sort;
    std::optional<std::string> city;
};
struct Player {
    std::int64_t id{};
    std::int64_t team_id{};
    std::string name;
};
struct Squad { // a kind, with rows of its own
    using model = Team;
    std::int64_t id{};
    std::string city;
    std::vector<Player> players;
};
struct Captain { // a kind whose row is there although it has the key
    using model = Team;
    std::int64_t id{};
    Player player;
};
struct WithNumber {
    using model = Team;
    std::int64_t id{};
    int city{};
};
struct ByName {
    using model = Team;
    std::map<std::string, Player> players;
};
struct ById {
    using model = Team;
    std::map<std::int64_t, Player> players;
};

} // namespace check_shape_test
using namespace check_shape_test;

template <> inline constexpr auto refract::model<Team> =
    refract::table(refract::kinds<&Team::sort, Squad, refract::kind_as<refract::fixed_string("one"), Captain>>);
template <> inline constexpr auto refract::model<Player> =
    refract::table(refract::foreign_key<&Player::team_id>.references<&Team::id>(), refract::unique<&Player::team_id>);

static_assert(std::is_same_v<decltype(find_kind_outcome<Team, Squad>()), passed>);
static_assert(!is_passed<decltype(find_kind_outcome<Team, WithNumber>())>);
static_assert(is_passed<check_shape<Squad>> && is_passed<check_shape<Captain>> && is_passed<check_shape<ById>>);
static_assert(std::is_same_v<check_shape<ByName>, failed<rule::map_key_is_field, ByName, name_of_field<ByName, 0>>>);

TEST_CASE("fields of kinds of one model are steps apart") {
    CHECK(step_of<ById>(0) == 0);
    CHECK(step_of<Squad>(2) != step_of<Captain>(2));
    CHECK(map_column_of<ById, 0> == 0);
}
