// Rows of saved trees that come with keys of their own: some are there, some are not, some are there in another place.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace found_rows {

struct Route {
    std::string code;
    std::string name;
};
struct Halt { // has a key of two columns, and may be of no route
    std::string town;
    std::int16_t number{};
    std::string name;
    std::optional<std::string> route_code{};
    std::optional<std::string> near_code{};
};

} // namespace found_rows
using namespace found_rows;

template <> inline constexpr auto refract::model<Route> = refract::table(refract::primary_key<&Route::code>);
template <> inline constexpr auto refract::model<Halt> =
    refract::table(primary_key<&Halt::town, &Halt::number>, foreign_key<&Halt::route_code>.references<&Route::code>(),
                   foreign_key<&Halt::near_code>.references<&Route::code>());

namespace found_rows {

struct HaltRow {
    using model = Halt;
    std::string town;
    std::int16_t number{};
    std::string name;
    std::optional<Route> near{};
};
struct RouteTree {
    using model = Route;
    std::string code;
    std::string name;
    std::vector<HaltRow> halts{};
};

} // namespace found_rows
template <> inline constexpr auto refract::shape<HaltRow> =
    refract::relations(refract::by<&HaltRow::near, &Halt::near_code>);
template <> inline constexpr auto refract::shape<RouteTree> =
    refract::relations(refract::by<&RouteTree::halts, &Halt::route_code>);

TEMPLATE_TEST_CASE("rows that are given with keys are found, wherever they are, or inserted", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Route, Halt>>();
    fresh.rows("INSERT INTO route (code, name) VALUES ('U1', 'one'), ('U2', 'two')");
    fresh.rows("INSERT INTO halt (town, number, name, route_code, near_code) VALUES ('a', 1, 'x', 'U1', 'U2'), "
               "('a', 2, 'y', 'U2', NULL), ('b', 1, 'z', NULL, 'U1'), ('b', 2, 'not meant', NULL, NULL)");
    const auto halts = [&] {
        return fresh.rows("SELECT town, number, name, route_code, near_code FROM halt ORDER BY town, number");
    };
    RouteTree tree{.code = "U1",
                   .name = "first",
                   .halts = {{.town = "a", .number = 1, .name = "x", .near = Route{"U2", "two"}},
                             {.town = "a", .number = 2, .name = "Y", .near = Route{"U3", "made"}},
                             {.town = "b", .number = 1, .name = "z", .near = Route{"U1", "first"}},
                             {.town = "c", .number = 7, .name = "new", .near = Route{"U3", "made"}}}};
    tree = db.save(tree);
    const text_rows expected{"a|1|x|U1|U2", "a|2|Y|U1|U3", "b|1|z|U1|U1", "b|2|not meant|NULL|NULL", "c|7|new|U1|U3"};
    CHECK(halts() == expected);
    CHECK(fresh.rows("SELECT code, name FROM route ORDER BY code") == text_rows{"U1|first", "U2|two", "U3|made"});
    // A route that is not there is inserted with everything that is, and takes it away.
    tree.code = "U9";
    tree.halts.erase(tree.halts.begin());
    db.save(tree);
    CHECK(halts() ==
          text_rows{"a|1|x|U1|U2", "a|2|Y|U9|U3", "b|1|z|U9|U1", "b|2|not meant|NULL|NULL", "c|7|new|U9|U3"});

    // Of keys of two columns those that are meant go, and not those that have the same parts crosswise.
    RouteTree cross{.code = "X",
                    .name = "cross",
                    .halts = {{.town = "p", .number = 1, .name = "p1"},
                              {.town = "p", .number = 2, .name = "p2"},
                              {.town = "q", .number = 1, .name = "q1"},
                              {.town = "q", .number = 2, .name = "q2"}}};
    cross = db.save(cross);
    cross.halts.erase(cross.halts.begin());
    cross.halts.pop_back();
    db.save(cross);
    CHECK(fresh.rows("SELECT name FROM halt WHERE route_code = 'X' ORDER BY name") == text_rows{"p2", "q1"});

    // However many they are, they are asked for at once.
    const auto trips = [&](std::int16_t count) {
        RouteTree other{.code = "U" + std::to_string(count), .name = "n"};
        for (std::int16_t i = 0; i < count; ++i)
            other.halts.push_back({.town = "t" + std::to_string(count), .number = i, .name = "h"});
        db.save(RouteTree(other)); // so that all statements are known
        for (HaltRow& each : other.halts) each.town += "'";
        fresh.rows("UPDATE halt SET route_code = NULL");
        round_trips counter(db);
        db.save(other);
        return counter.count();
    };
    if (!TestType::is_sqlite) CHECK(trips(11) == trips(33));
}
