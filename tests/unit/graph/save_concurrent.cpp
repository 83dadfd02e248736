// Programs that save overlapping trees, all at once: what is stored in the end is what they would have left one after
// the other in some order, no row is lost, and none is there twice.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace rushed {

struct Team {
    std::int64_t id{};
    std::string name;
};
struct Player {
    std::int64_t id{};
    std::string name;
    std::int64_t goals{};
    std::optional<std::int64_t> team_id{};
};
struct Badge {
    std::int64_t id{};
    std::string label;
};
struct TeamBadge {
    std::int64_t team_id{};
    std::int64_t badge_id{};
};
// The same with versions.
struct Club {
    std::int64_t id{};
    std::string name;
    std::int64_t version{};
};
struct Member {
    std::int64_t id{};
    std::int64_t fees{};
    std::int64_t club_id{};
    std::int64_t version{};
};

} // namespace rushed

template <> inline constexpr auto refract::model<rushed::Team> =
    table(named("rushed_team"), through<rushed::TeamBadge>);
template <> inline constexpr auto refract::model<rushed::Player> =
    table(named("rushed_player"), foreign_key<&rushed::Player::team_id>.references<&rushed::Team::id>());
template <> inline constexpr auto refract::model<rushed::Badge> =
    table(named("rushed_badge"), unique<&rushed::Badge::label>);
template <> inline constexpr auto refract::model<rushed::TeamBadge> =
    table(named("rushed_team_badge"), primary_key<&rushed::TeamBadge::team_id, &rushed::TeamBadge::badge_id>,
          foreign_key<&rushed::TeamBadge::team_id>.references<&rushed::Team::id>(),
          foreign_key<&rushed::TeamBadge::badge_id>.references<&rushed::Badge::id>());
template <> inline constexpr auto refract::model<rushed::Club> =
    table(named("rushed_club"), column<&rushed::Club::version>.version());
template <> inline constexpr auto refract::model<rushed::Member> =
    table(named("rushed_member"), column<&rushed::Member::version>.version(),
          foreign_key<&rushed::Member::club_id>.references<&rushed::Club::id>());

namespace rushed {

using tables = schema<Team, Player, Badge, TeamBadge, Club, Member>;
struct PlayerLine {
    using model = Player;
    std::int64_t id{};
    std::string name;
    std::int64_t goals{};
};
struct TeamTree {
    using model = Team;
    std::int64_t id{};
    std::string name;
    std::vector<PlayerLine> players{};
    std::vector<Badge> badges{};
};
struct TeamPlayers { // whose badges stay as they are
    using model = Team;
    std::int64_t id{};
    std::string name;
    std::vector<PlayerLine> players{};
};
struct MemberLine {
    using model = Member;
    std::int64_t id{};
    std::int64_t fees{};
    std::int64_t version{};
};
struct ClubTree {
    using model = Club;
    std::int64_t id{};
    std::string name;
    std::int64_t version{};
    std::vector<MemberLine> members{};
};

/// Runs what each thread does with a connection of its own; what failed.
template <class Fresh, class Work> std::vector<std::string> at_once(Fresh& fresh, int count, Work work) {
    std::vector<std::string> failures(static_cast<std::size_t>(count));
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            try {
                auto own = fresh.open();
                work(own, i);
            } catch (const std::exception& failure) { failures[static_cast<std::size_t>(i)] = failure.what(); }
        });
    for (auto& each : threads) each.join();
    return failures;
}

} // namespace rushed
using namespace rushed;

// Each tree is whole: its team's name, its players' goals and their number are those of one program's one save.
TEMPLATE_TEST_CASE("programs that save one tree leave that of one of them", "[graph][concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    constexpr int writers = 4, rounds = 25;
    const TeamTree begun = db.insert(TeamTree{.name = "-1",
                                              .players = {{.name = "p0"}, {.name = "p1"}, {.name = "p2"}},
                                              .badges = {{.label = "b0"}, {.label = "b1"}}});
    const auto failures = at_once(fresh, writers, [&](auto& own, int writer) {
        for (int round = 0; round < rounds; ++round) {
            const std::int64_t mark = writer * rounds + round;
            TeamTree tree = begun;
            tree.name = std::to_string(mark);
            for (auto& each : tree.players) each.goals = mark;
            // In another order for each, so that they wait for each other.
            std::rotate(tree.players.begin(), tree.players.begin() + writer % 3, tree.players.end());
            if (mark % 2) tree.badges.erase(tree.badges.begin());
            own.save(tree);
        }
    });
    for (const std::string& each : failures) CHECK(each == "");
    const TeamTree left = db.template get<TeamTree>(begun.id);
    const std::int64_t mark = std::stoll(left.name);
    CHECK(mark >= 0);
    REQUIRE(left.players.size() == 3);
    for (const auto& each : left.players) CHECK(each.goals == mark);
    CHECK(left.badges.size() == (mark % 2 ? 1 : 2));
    CHECK(fresh.rows("SELECT count(*) FROM rushed_player") == text_rows{"3"});
    CHECK(fresh.rows("SELECT count(*) FROM rushed_badge") == text_rows{"2"});
}

// Each reads the tree, adds a player of its own and raises the first one's goals: where a version says that another was
// faster, it reads again. No addition and no goal is lost.
TEMPLATE_TEST_CASE("programs that save one tree with a version lose nothing of each other", "[graph][concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    constexpr int writers = 4, rounds = 15;
    const ClubTree begun = db.insert(ClubTree{.name = "c", .members = {{.fees = 0}, {.fees = 0}}});
    std::array<int, writers> stale{};
    const auto failures = at_once(fresh, writers, [&](auto& own, int writer) {
        for (int round = 0; round < rounds;) {
            ClubTree tree = own.template get<ClubTree>(begun.id);
            std::sort(tree.members.begin(), tree.members.end(), [](auto& a, auto& b) { return a.id < b.id; });
            tree.name = std::to_string(tree.members.size());
            ++tree.members[0].fees;
            tree.members[1].fees += writer;
            tree.members.push_back({.fees = 100 + writer});
            try {
                own.save(tree);
                ++round;
            } catch (const stale_object&) { ++stale[static_cast<std::size_t>(writer)]; }
        }
    });
    for (const std::string& each : failures) CHECK(each == "");
    const ClubTree left = db.template get<ClubTree>(begun.id);
    CHECK(left.members.size() == 2 + writers * rounds);
    CHECK(left.name == std::to_string(1 + writers * rounds)); // as many as the last one has found
    CHECK(left.version == begun.version + writers * rounds);
    std::map<std::int64_t, int> fees;
    for (const auto& each : left.members) ++fees[each.fees];
    CHECK(fees[writers * rounds] >= 1);
    CHECK(fees[(0 + 1 + 2 + 3) * rounds] >= 1);
    for (int i = 0; i < writers; ++i) CHECK(fees[100 + i] >= rounds);
}

// A player is in one team at most, whoever moves it last, and none is lost or doubled.
TEMPLATE_TEST_CASE("programs that move rows between trees leave each of them somewhere", "[graph][concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    constexpr int writers = 4, rounds = 20, teams = 3, players = 6;
    for (int i = 0; i < teams; ++i) db.insert(Team{.id = 0, .name = "t"});
    for (int i = 0; i < players; ++i) db.insert(Player{.id = 0, .name = "p" + std::to_string(i)});
    std::array<std::set<std::int64_t>, writers> numbers;
    const auto failures = at_once(fresh, writers, [&](auto& own, int writer) {
        std::mt19937 random(static_cast<unsigned>(writer) + 1);
        for (int round = 0; round < rounds; ++round) {
            TeamPlayers tree{.id = 1 + static_cast<std::int64_t>(random() % teams), .name = std::to_string(writer)};
            std::set<std::int64_t> chosen;
            for (int i = 0; i < 3; ++i) chosen.insert(1 + static_cast<std::int64_t>(random() % players));
            std::vector<std::int64_t> keys(chosen.begin(), chosen.end());
            std::shuffle(keys.begin(), keys.end(), random);
            for (const std::int64_t key : keys)
                tree.players.push_back({.id = key, .name = "p" + std::to_string(key - 1), .goals = round});
            own.save(tree);
            // And with verbs: a badge that others want as well, one with a key that is the team's, and a player.
            const std::int64_t number = -100 * tree.id - round % 5; // none that the database makes
            numbers[static_cast<std::size_t>(writer)].insert(number);
            own.template update<TeamTree>(
                tree.id,
                at<&TeamTree::badges>.template connect_or_create<&Badge::label>(
                    Badge{.label = "badge " + std::to_string(round % 7)}),
                at<&TeamTree::badges>.upsert(number, Badge{.label = "number " + std::to_string(number)}),
                at<&TeamTree::players>.connect(keys.front()));
        }
    });
    for (const std::string& each : failures) CHECK(each == "");
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT name) FROM rushed_player") == text_rows{"6|6"});
    CHECK(fresh.rows("SELECT count(*) FROM rushed_team") == text_rows{"3"});
    std::set<std::int64_t> all;
    for (const auto& each : numbers) all.insert(each.begin(), each.end());
    const std::string badges = std::to_string(7 + all.size());
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT label) FROM rushed_badge") == text_rows{badges + "|" + badges});
    std::int64_t placed = 0;
    for (const TeamTree& each : db.all(from<Team>().template select<TeamTree>()))
        placed += static_cast<std::int64_t>(each.players.size());
    CHECK(placed <= players);
    CHECK(fresh.rows("SELECT count(*) FROM rushed_player WHERE team_id IS NOT NULL") ==
          text_rows{std::to_string(placed)});
}
