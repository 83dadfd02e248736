// Saved trees whose rows exchange unique values, and pass them on. What is stored is read back by SQL.

#include <refract/graph/edit.hpp>
#include <refract/graph/row_changer.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace exchanged {

struct Team {
    std::int64_t id{};
    std::string name;
};
struct Player {
    std::int64_t id{};
    std::string name;                     // unique in the team
    std::optional<std::int32_t> number{}; // unique anywhere
    std::int64_t team_id{};
    std::int32_t revision{};
};

} // namespace exchanged

template <> inline constexpr auto refract::model<exchanged::Team> = refract::table(named("exchanged_team"));
template <> inline constexpr auto refract::model<exchanged::Player> = refract::table(
    named("exchanged_player"), refract::column<&exchanged::Player::revision>.version(),
    refract::unique<&exchanged::Player::team_id, &exchanged::Player::name>, refract::unique<&exchanged::Player::number>,
    refract::foreign_key<&exchanged::Player::team_id>.references<&exchanged::Team::id>());

namespace exchanged {

using tables = schema<Team, Player>;
struct PlayerRow {
    using model = Player;
    std::int64_t id{};
    std::string name;
    std::optional<std::int32_t> number{};
    std::int32_t revision{};
};
struct TeamTree {
    using model = Team;
    std::int64_t id{};
    std::string name;
    std::vector<PlayerRow> players{};
};

} // namespace exchanged

namespace exchanged {

template <class Backend> struct register_of_players : fresh_database<Backend> {
    std::string line(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string players() { return line("SELECT id, name, number FROM exchanged_player ORDER BY id"); }
};

} // namespace exchanged

using namespace exchanged;

TEMPLATE_TEST_CASE("rows of a tree exchange unique values", "[graph][save]", REFRACT_TEST_DATABASES) {
    register_of_players<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    TeamTree tree = db.save(TeamTree{.name = "t", .players = {{0, "a", 1}, {0, "b", 2}, {0, "c", 3}, {0, "d", {}}}});
    const std::string start = "1|a|1 2|b|2 3|c|3 4|d|NULL";
    REQUIRE(fresh.players() == start);
    const auto save = [&](auto change) {
        change(tree.players);
        tree = db.save(tree);
        return fresh.players();
    };

    // Numbers may be NULL: any circle of them is written.
    CHECK(save([](auto& p) { std::swap(p[0].number, p[1].number); }) == "1|a|2 2|b|1 3|c|3 4|d|NULL");
    CHECK(save([](auto& p) { std::swap(p[0].number, p[1].number); }) == start);
    CHECK(tree.players[0].revision > 1); // each write counted, and the tree knows it
    CHECK(save([](auto& p) { p[0].number = 2, p[1].number = 3, p[2].number = 1; }) == "1|a|2 2|b|3 3|c|1 4|d|NULL");
    CHECK(save([](auto& p) { p[3].number = 2, p[0].number = {}; }) == "1|a|NULL 2|b|3 3|c|1 4|d|2");
    CHECK(save([](auto& p) { p[0].number = 2, p[3].number = {}; }) == "1|a|2 2|b|3 3|c|1 4|d|NULL");
    CHECK(save([](auto& p) { p[0].number = 1, p[1].number = 2, p[2].number = 3; }) == start);

    // Names are passed on along a chain, in any order.
    CHECK(save([](auto& p) { p[0].name = "b", p[1].name = "c", p[2].name = "d", p[3].name = "e"; }) ==
          "1|b|1 2|c|2 3|d|3 4|e|NULL");
    CHECK(save([](auto& p) { p[3].name = "d", p[2].name = "c", p[1].name = "b", p[0].name = "a"; }) == start);

    // They are never NULL: a circle of them is said.
    const auto refused = [&](const char* rows, auto change) {
        TeamTree wrong = tree;
        change(wrong.players);
        CHECK_THROWS_AS(db.save(wrong), unique_violation);
        CHECK_THROWS_WITH(db.save(wrong), Catch::Matchers::StartsWith(
                                              "rows of \"exchanged_player\" exchange values of \"team_id\", \"name\", "
                                              "which are unique and never NULL: ") &&
                                              refract_test::has_text(rows) &&
                                              refract_test::has_text("save one of them with another value first"));
        CHECK(fresh.players() == start);
    };
    refused("the row 2 takes that of the row 1, ", [](auto& p) { std::swap(p[0].name, p[1].name); });
    refused("the row 3 takes that of the row 1, ", [](auto& p) { p[0].name = "b", p[1].name = "c", p[2].name = "a"; });
    // In another team a name is free.
    TeamTree other = db.save(TeamTree{.name = "u", .players = {{0, "a", 9}}});
    other.players[0].name = "b";
    CHECK_NOTHROW(db.save(other));
}

TEMPLATE_TEST_CASE("a new row whose other value is taken is not tried again and again", "[graph][save]",
                   REFRACT_TEST_DATABASES) {
    register_of_players<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    db.save(TeamTree{.name = "t", .players = {{0, "a", 1}}});
    CHECK_THROWS_AS(db.save(TeamTree{.name = "u", .players = {{77, "b", 1}}}), unique_violation);
    CHECK(fresh.players() == "1|a|1");
    // PostgreSQL gives no key of a team again: another program may have come between, so it looked twice.
    CHECK(db.save(TeamTree{.name = "u"}).id == (TestType::is_sqlite ? 2 : 4));
}
