// Trees by the key of their root, on both databases: what is read is compared with rows that were written, and what is
// left behind an erasure with SQL.

#include <refract/graph/by_key.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace by_key {

struct Club {
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
};
struct Team { // goes with its club
    std::int64_t id{};
    std::string name;
    std::int64_t club_id{};
};
struct Player { // stays without a team
    std::int64_t id{};
    std::string name;
    std::int32_t goals{};
    std::optional<std::int64_t> team_id{};
};
struct Pitch { // keeps its club from going
    std::string town;
    std::int32_t number{};
    std::int64_t club_id{};
};
struct Match {
    std::int64_t id{};
    std::string town;
    std::int32_t number{};
};
enum class Medium { none, article, photo };
struct Piece {
    std::int64_t id{};
    Medium kind{};
    std::optional<std::string> text, url;
    std::int32_t revision{};
};
struct Remark {
    std::int64_t id{};
    std::string text;
    std::int64_t piece_id{};
};

struct PlayerLine {
    using model = Player;
    std::int64_t id{};
    std::string name;
};
struct TeamLine {
    using model = Team;
    std::string name;
    std::vector<PlayerLine> players{};
};
struct ClubTree {
    using model = Club;
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
    std::vector<TeamLine> teams{};
};
struct ClubName { // without its key
    using model = Club;
    std::string name;
};
struct ClubSize {
    using model = Club;
    std::int64_t id{};
    std::int64_t size{};
    std::vector<Pitch> pitches{};
};
struct PitchTree { // a key of two columns, the other way round
    using model = Pitch;
    std::int32_t number{};
    std::string town;
    std::vector<Match> matches{};
};
struct Article {
    using model = Piece;
    std::int64_t id{};
    std::string text;
    std::vector<Remark> remarks{};
};
struct Photo {
    using model = Piece;
    std::int64_t id{};
    std::string url{};
    std::int32_t revision = 0;
};
using Anything = std::variant<Article, Photo>;

using by_key_schema = schema<Club, Team, Player, Pitch, Match, Piece, Remark>;

} // namespace by_key

template <> inline constexpr auto refract::model<by_key::Club> =
    refract::table(refract::column<&by_key::Club::revision>.version());
template <> inline constexpr auto refract::model<by_key::Team> =
    refract::table(foreign_key<&by_key::Team::club_id>.references<&by_key::Club::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<by_key::Player> =
    refract::table(foreign_key<&by_key::Player::team_id>.references<&by_key::Team::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<by_key::Pitch> =
    refract::table(primary_key<&by_key::Pitch::town, &by_key::Pitch::number>,
                   foreign_key<&by_key::Pitch::club_id>.references<&by_key::Club::id>());
template <> inline constexpr auto refract::model<by_key::Match> = refract::table(
    foreign_key<&by_key::Match::town, &by_key::Match::number>.references<&by_key::Pitch::town, &by_key::Pitch::number>().on_delete(
        refract::cascade));
template <> inline constexpr auto refract::model<by_key::Piece> =
    refract::table(refract::kinds<&by_key::Piece::kind, by_key::Article, by_key::Photo>,
                   refract::column<&by_key::Piece::revision>.version().default_to(0));
template <> inline constexpr auto refract::model<by_key::Remark> =
    refract::table(foreign_key<&by_key::Remark::piece_id>.references<&by_key::Piece::id>().on_delete(refract::cascade));

namespace by_key {

/// Two clubs, three teams, four players; keys count from 1.
template <class Backend> struct league : fresh_database<Backend> {
    void fill() {
        auto& db = this->db();
        db.template create_tables<by_key_schema>();
        db.insert(Club{.name = "Lions"});
        db.insert(Club{.name = "Owls"});
        db.insert(Team{.name = "first", .club_id = 1});
        db.insert(Team{.name = "second", .club_id = 1});
        db.insert(Team{.name = "only", .club_id = 2});
        db.insert(Player{.name = "Ann", .goals = 3, .team_id = 1});
        db.insert(Player{.name = "Bob", .goals = 9, .team_id = 1});
        db.insert(Player{.name = "Cid", .goals = 1, .team_id = 2});
        db.insert(Player{.name = "Dot", .goals = 5, .team_id = 3});
        db.insert(Pitch{.town = "Ulm", .number = 1, .club_id = 2});
        db.insert(Pitch{.town = "Ulm", .number = 2, .club_id = 2});
        db.insert(Match{.town = "Ulm", .number = 2});
        db.insert(Article{.text = "Hello", .remarks = {{.text = "Hi"}}});
        db.insert(Photo{.url = "/cat"});
    }
    std::string line(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
};

} // namespace by_key
using namespace by_key;

TEMPLATE_TEST_CASE("trees are found by the key of their root", "[graph][by_key]", REFRACT_TEST_DATABASES) {
    league<TestType> here;
    if (!here) return;
    here.fill();
    auto& db = here.db();

    const auto of_each = nested<&ClubTree::teams, &TeamLine::players>().order_by(col<&Player::goals>.desc()).limit(1);
    const auto in_order = nested<&ClubTree::teams>().order_by(col<&Team::id>);
    CHECK(tree_text(db.template find<ClubTree>(1, in_order, of_each)) ==
          "{1 Lions 0 [{first [{2 Bob}]} {second [{3 Cid}]}]}");
    CHECK(tree_text(db.template find<ClubTree>(std::int32_t{2})) == "{2 Owls 0 [{only [{4 Dot}]}]}");
    CHECK_FALSE(db.template find<ClubTree>(3).has_value());
    CHECK(db.template get<ClubName>(2).name == "Owls");

    // a computed field and a level
    const auto sized = db.template get<ClubSize>(2, field<&ClubSize::size> = count_of<&Team::club_id>(),
                                                 nested<&ClubSize::pitches>().order_by(col<&Pitch::number>.desc()));
    CHECK(tree_text(sized) == "{2 1 [{Ulm 2 2} {Ulm 1 2}]}");

    CHECK(tree_text(db.template find<PitchTree>("Ulm", 2)) == "{2 Ulm [{1 Ulm 2}]}");
    CHECK(tree_text(db.template get<PitchTree>(std::string("Ulm"), 1)) == "{1 Ulm []}");
    CHECK_FALSE(db.template find<PitchTree>("Bonn", 2).has_value());

    db.transaction([&](auto& tx) {
        tx.insert(Team{.name = "third", .club_id = 2});
        CHECK(tx.template get<ClubTree>(2).teams.size() == 2);
    });
}

TEMPLATE_TEST_CASE("a tree that is found is of its kind", "[graph][by_key]", REFRACT_TEST_DATABASES) {
    league<TestType> here;
    if (!here) return;
    here.fill();
    auto& db = here.db();

    CHECK(tree_text(db.template find<Article>(1)) == "{1 Hello [{1 Hi 1}]}");
    CHECK_FALSE(db.template find<Photo>(1).has_value());
    const Anything first = db.template get<Anything>(1), second = db.template get<Anything>(2);
    CHECK(tree_text(std::get<Article>(first)) == "{1 Hello [{1 Hi 1}]}");
    CHECK(tree_text(std::get<Photo>(second)) == "{2 /cat 0}");
    CHECK_FALSE(db.template find<Anything>(3).has_value());
}

TEMPLATE_TEST_CASE("a tree that is not there is an error with its key's table, SQL and line", "[graph][by_key]",
                   REFRACT_TEST_DATABASES) {
    league<TestType> here;
    if (!here) return;
    here.fill();
    auto& db = here.db();

    unsigned line = 0;
    try {
        line = __LINE__ + 1;
        db.template get<ClubTree>(7);
        FAIL("there is no such club");
    } catch (const not_found& failure) {
        CHECK(std::string(failure.what()).find("there is no row with this key in \"club\"") == 0);
        CHECK(failure.sql().find("WHERE \"id\" = ") != std::string::npos);
        CHECK(failure.location().line() == line);
    }
    try {
        line = __LINE__ + 1;
        db.template find<PitchTree>("Ulm", std::int64_t{1} << 40);
        FAIL("no column holds that");
    } catch (const conversion_error& failure) { CHECK(failure.location().line() == line); }
}

TEMPLATE_TEST_CASE("a tree that is erased takes with it what its foreign keys say", "[graph][by_key]",
                   REFRACT_TEST_DATABASES) {
    league<TestType> here;
    if (!here) return;
    here.fill();
    auto& db = here.db();

    const auto lions = db.template get<ClubTree>(1);
    CHECK(db.erase(lions));
    CHECK_FALSE(db.erase(lions));
    CHECK(here.line("SELECT id, name FROM club") == "2|Owls");
    CHECK(here.line("SELECT id FROM team") == "3");                                               // cascade
    CHECK(here.line("SELECT id, team_id FROM player ORDER BY id") == "1|NULL 2|NULL 3|NULL 4|3"); // set null

    const auto owls = db.template get<ClubTree>(2);
    CHECK_THROWS_AS(db.erase(owls), foreign_key_violation);
    CHECK_THROWS_AS(db.template erase<ClubTree>(2), foreign_key_violation);
    CHECK(here.line("SELECT id FROM team") == "3"); // nothing of it went

    db.transaction([&](auto& tx) {
        CHECK(tx.erase(tx.template get<PitchTree>("Ulm", 2)));
        CHECK(tx.template erase<PitchTree>("Ulm", 1));
        CHECK_FALSE(tx.template erase<PitchTree>("Ulm", 1));
    });
    CHECK(here.line("SELECT count(*) FROM pitch") == "0");
    CHECK(here.line("SELECT count(*) FROM match") == "0");
    CHECK(db.template erase<ClubName>(std::int16_t{2}));
    CHECK(here.line("SELECT count(*) FROM club") == "0");
}

TEMPLATE_TEST_CASE("a tree of another version or kind is not erased", "[graph][by_key]", REFRACT_TEST_DATABASES) {
    league<TestType> here;
    if (!here) return;
    here.fill();
    auto& db = here.db();

    const auto before = db.template get<ClubTree>(1);
    db.exec(update<Club>().set(col<&Club::name> = "Tigers").where(col<&Club::id> == 1));
    unsigned line = 0;
    try {
        line = __LINE__ + 1;
        db.erase(before);
        FAIL("it was changed since");
    } catch (const stale_object& failure) {
        CHECK(std::string(failure.what()).find("the row of \"club\" was changed") == 0);
        CHECK(failure.location().line() == line);
    }
    CHECK(db.erase(db.template get<ClubTree>(1)));

    CHECK_FALSE(db.erase(Photo{.id = 1})); // an article
    CHECK_FALSE(db.template erase<Photo>(1));
    CHECK_THROWS_AS(db.erase(Photo{.id = 2, .revision = 5}), stale_object);
    CHECK(here.line("SELECT id FROM piece ORDER BY id") == "1 2");
    CHECK(db.erase(db.template get<Anything>(2)));
    CHECK(db.template erase<Anything>(1));
    CHECK(here.line("SELECT count(*) FROM piece") == "0");
    CHECK(here.line("SELECT count(*) FROM remark") == "0");
}

namespace by_key {

struct Folder {
    std::int64_t id{};
    std::string name;
    std::int64_t owner{};
    bool gone{};
    std::int32_t revision{};
};
struct Sheet {
    std::int64_t id{};
    std::string text;
    std::int64_t folder_id{};
};
struct FolderTree {
    using model = Folder;
    std::int64_t id{};
    std::string name{};
    std::int32_t revision{};
    std::vector<Sheet> sheets{};
};

} // namespace by_key

template <> inline constexpr auto refract::model<by_key::Folder> =
    refract::table(refract::soft_delete<&by_key::Folder::gone>, refract::tenant<&by_key::Folder::owner>,
                   refract::column<&by_key::Folder::gone>.default_to(false),
                   refract::column<&by_key::Folder::revision>.version().default_to(0));
template <> inline constexpr auto refract::model<by_key::Sheet> = refract::table(
    foreign_key<&by_key::Sheet::folder_id>.references<&by_key::Folder::id>().on_delete(refract::cascade));

TEMPLATE_TEST_CASE("a tree of a model with policies is marked, and is its tenant's", "[graph][by_key]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    auto& db = here.db();
    db.template create_tables<schema<Folder, Sheet>>();
    auto own = db.tenant(7), other = db.tenant(8);
    for (const char* name : {"a", "b", "c"}) own.insert(Folder{.name = name});
    for (const std::int64_t folder : {1, 2, 3}) db.insert(Sheet{.text = "x", .folder_id = folder});

    CHECK_FALSE(other.template find<FolderTree>(1).has_value());
    const auto first = own.template get<FolderTree>(1);
    CHECK(tree_text(first) == "{1 a 0 [{1 x 1}]}");
    CHECK_FALSE(other.erase(first));
    CHECK_FALSE(other.template erase_for_good<FolderTree>(1));

    CHECK(own.erase(first)); // as an object of the model: marked, and what is below it stays
    CHECK(own.erase(own.template get<Folder>(2)));
    const std::string marked = TestType::is_sqlite ? "1" : "t", kept = TestType::is_sqlite ? "0" : "f";
    CHECK(here.rows("SELECT id, gone, revision FROM folder ORDER BY id") ==
          text_rows{"1|" + marked + "|1", "2|" + marked + "|1", "3|" + kept + "|0"});
    CHECK(here.rows("SELECT id FROM sheet ORDER BY id") == text_rows{"1", "2", "3"});
    CHECK_FALSE(own.template find<FolderTree>(1).has_value());
    CHECK_FALSE(own.template erase<FolderTree>(1));

    CHECK_THROWS_AS(own.erase_for_good(first), stale_object); // the mark is another version
    CHECK(own.template erase_for_good<FolderTree>(1));
    CHECK(own.erase_for_good(FolderTree{.id = 3}));
    CHECK_FALSE(own.erase_for_good(FolderTree{.id = 3}));
    CHECK(here.rows("SELECT id FROM folder") == text_rows{"2"});
    CHECK(here.rows("SELECT id FROM sheet") == text_rows{"2"}); // cascade
}
