#include <refract/test/fill.hpp>

#include <refract/driver/sqlite_test_store.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#ifdef REFRACT_TEST_POSTGRES
#include <refract/driver/postgres_test_store.hpp>
#endif

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace filled {

enum class Level { low, middle, high };

struct Team {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> captain_id{};
};
struct Player {
    std::int64_t id{};
    std::int64_t team_id{};
    std::int32_t number{};
    std::string email{};
    Level level{};
    std::optional<std::string> note{};
};
/// One for each player, and what checks ask for.
struct Contract {
    refract::uuid id{};
    std::int64_t player_id{};
    std::string code{};
    std::string state{};
    decimal<2> salary{};
    decimal<2> bonus{};
    std::chrono::year_month_day begins{};
    std::chrono::sys_time<std::chrono::microseconds> signed_at{};
    std::vector<std::byte> seal{};
    double share{};
    bool active{};
    std::int64_t length{};
};
struct Folder {
    std::int64_t id{};
    std::optional<std::int64_t> parent_id{};
    std::string name{};
};
struct Hen {
    std::int64_t id{};
    std::int64_t egg_id{};
};
struct Egg {
    std::int64_t id{};
    std::int64_t hen_id{};
};
struct Line {
    std::int64_t id{};
    std::int64_t line_id{};
};

} // namespace filled

using filled::Contract;
using filled::Folder;
using filled::Player;
using filled::Team;

template <> inline constexpr auto refract::model<Team> =
    refract::table(refract::unique<&Team::name>,
                   refract::foreign_key<&Team::captain_id>.references<&Player::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<Player> = refract::table(
    refract::foreign_key<&Player::team_id>.references<&Team::id>(), refract::unique<&Player::team_id, &Player::number>,
    refract::unique<&Player::email>, refract::column<&Player::email>.type("varchar(20)"));
template <> inline constexpr auto refract::model<Contract> = refract::table(
    refract::foreign_key<&Contract::player_id>.references<&Player::id>(), refract::unique<&Contract::player_id>,
    refract::check("code_has_seven", refract::length(refract::col<&Contract::code>) == 7),
    refract::check("known_state", refract::col<&Contract::state> == "open" || refract::col<&Contract::state> == "done"),
    refract::check("bonus_is_part", refract::col<&Contract::bonus> <= refract::col<&Contract::salary>),
    refract::column<&Contract::length>.generated(refract::length(refract::col<&Contract::state>)));
template <> inline constexpr auto refract::model<Folder> =
    refract::table(refract::foreign_key<&Folder::parent_id>.references<&Folder::id>());
template <> inline constexpr auto refract::model<filled::Hen> =
    refract::table(refract::foreign_key<&filled::Hen::egg_id>.references<&filled::Egg::id>());
template <> inline constexpr auto refract::model<filled::Egg> =
    refract::table(refract::foreign_key<&filled::Egg::hen_id>.references<&filled::Hen::id>());
template <> inline constexpr auto refract::model<filled::Line> =
    refract::table(refract::foreign_key<&filled::Line::line_id>.references<&filled::Line::id>());

namespace {

using club = schema<Contract, Player, Team, Folder>;

/// All rows of the club, as plain values.
template <class Database> std::vector<std::vector<any_value>> dump(Database& db) {
    std::vector<std::vector<any_value>> all;
    const auto add = [&](const auto& rows) {
        for (const auto& each : rows) all.push_back(detail::list_values(each));
    };
    add(db.all(from<Team>().order_by(col<&Team::id>)));
    add(db.all(from<Player>().order_by(col<&Player::id>)));
    add(db.all(from<Contract>().order_by(col<&Contract::player_id>)));
    add(db.all(from<Folder>().order_by(col<&Folder::id>)));
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("a schema is filled, parents first, and each row is as the model says", "[fill]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<club>();
    CHECK(test::fill<club>(db, 30, {.seed = 7}) == 120);
    // The database has checked keys, uniques and checks; these would be allowed and are not wanted.
    CHECK(fresh.rows("SELECT count(*) FROM contract") == text_rows{"30"});
    CHECK(fresh.rows("SELECT count(DISTINCT player_id) FROM contract") == text_rows{"30"});
    CHECK(fresh.rows("SELECT count(DISTINCT state) FROM contract") == text_rows{"2"});
    CHECK(fresh.rows("SELECT count(*) FROM contract WHERE length(state) <> length") == text_rows{"0"});
    CHECK(fresh.rows("SELECT count(DISTINCT level) FROM player") == text_rows{"3"});
    CHECK(std::stoi(fresh.rows("SELECT count(DISTINCT team_id) FROM player").front()) > 10);
    const int captains = std::stoi(fresh.rows("SELECT count(captain_id) FROM team").front());
    CHECK((captains > 15 && captains < 30));
    const int below = std::stoi(fresh.rows("SELECT count(parent_id) FROM folder").front());
    CHECK((below > 15 && below < 30));
    CHECK(fresh.rows("SELECT count(*) FROM folder WHERE parent_id >= id") == text_rows{"0"}); // no rings
    const int notes = std::stoi(fresh.rows("SELECT count(note) FROM player").front());
    CHECK((notes > 15 && notes < 30));
    // More of them, beside those that are there.
    CHECK(test::fill<Player>(db, 20).size() == 20);
    CHECK(fresh.rows("SELECT count(DISTINCT email) FROM player") == text_rows{"50"});
    CHECK(test::fill<Contract>(db, 20).size() == 20); // each player that has none gets one
    CHECK_THROWS_WITH(test::fill<Contract>(db, 1),
                      has_text("row 51 of \"contract\" cannot be made") && has_text("unique (player_id)"));
    CHECK(fresh.rows("SELECT count(*) FROM contract") == text_rows{"50"});
}

TEMPLATE_TEST_CASE("what is hostile is stored as it is", "[fill]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    const std::vector<blog::User> users = test::fill<blog::User>(db, 200, {.seed = 7, .hostile = true});
    CHECK(db.all(from<blog::User>().order_by(col<&blog::User::id>)) == users);
    CHECK(db.count(from<blog::User>().where(col<&blog::User::name> == "'; DROP TABLE users; --")) > 0);
    bool has_nul = false;
    for (const blog::User& each : users) has_nul |= each.name.find('\0') != std::string::npos;
    CHECK(has_nul == TestType::is_sqlite);
    // Rows that need others make them; pairs are all different, up to the last one.
    CHECK(test::fill<blog::PostTag>(db, 10).size() == 10);
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"10"});
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"10"});
    CHECK(test::fill<blog::PostTag>(db, 90).size() == 90);
    CHECK_THROWS_WITH(test::fill<blog::PostTag>(db, 1), has_text("primary key (post_id, tag_id)"));
}

TEMPLATE_TEST_CASE("what memory does not know the database refuses, and another row is tried", "[fill]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<club>();
    db.execute("CREATE UNIQUE INDEX one_letter ON folder (substr(name, 1, 2))");
    CHECK(test::fill<Folder>(db, 8).size() == 8);
    CHECK(fresh.rows("SELECT count(DISTINCT substr(name, 1, 2)) FROM folder") == text_rows{"8"});
    db.execute("CREATE UNIQUE INDEX only_one ON team ((id * 0))");
    CHECK_THROWS_WITH(test::fill<Team>(db, 2), has_text("row 2 of \"team\"") && has_text("the database: "));
    CHECK(fresh.rows("SELECT count(*) FROM team") == text_rows{"0"});
    CHECK(test::fill<Team>(db, 0).empty());
}

TEST_CASE("rows that need each other are said", "[fill]") {
    sqlite::database db(":memory:");
    db.create_tables<schema<filled::Hen, filled::Egg, filled::Line>>();
    CHECK_THROWS_WITH((test::fill<schema<filled::Hen, filled::Egg>>(db, 1)),
                      has_text("the rows of \"hen\", \"egg\" need each other"));
    CHECK_THROWS_WITH(test::fill<filled::Hen>(db, 1), has_text("need rows of tables that need theirs"));
    CHECK_THROWS_WITH(test::fill<filled::Line>(db, 1), has_text("there can be no first one"));
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("the same seed makes the same rows on each database, another one others", "[fill]") {
    fresh_database<on_sqlite> first, third;
    fresh_database<on_postgres> second;
    if (!second) return;
    first.db().create_tables<club>();
    second.db().create_tables<club>();
    third.db().create_tables<club>();
    test::fill<club>(first.db(), 40, {.seed = 7});
    test::fill<club>(second.db(), 40, {.seed = 7});
    test::fill<club>(third.db(), 40, {.seed = 8});
    CHECK(dump(first.db()) == dump(second.db()));
    CHECK(dump(first.db()) != dump(third.db()));
}

#endif
