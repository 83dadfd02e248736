// Links that go are one statement, whatever their number, and only those go that are told: pairs, and not all rows of
// one side with all of the other.

#include <refract/graph/link_list.hpp>

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace link_lists {

struct Zone {
    std::string country;
    std::int16_t number{};
    std::string name;
};
struct Plane {
    std::int32_t id{};
    std::optional<std::string> sign{};
};
struct PlaneZone { // by a unique column, and by two of which one is text
    std::string plane_sign;
    std::string zone_country;
    std::int64_t zone_number{};
};
struct Day {
    std::chrono::year_month_day at{};
    std::string name;
};
struct PlaneDay { // whose keys are no lists
    std::int32_t plane_id{};
    std::chrono::year_month_day day_at{};
};

} // namespace link_lists
using namespace link_lists;

template <> inline constexpr auto refract::model<Zone> = refract::table(primary_key<&Zone::country, &Zone::number>);
template <> inline constexpr auto refract::model<Plane> =
    refract::table(refract::unique<&Plane::sign>, refract::through<PlaneZone>, refract::through<PlaneDay>);
template <> inline constexpr auto refract::model<PlaneZone> = refract::table(
    primary_key<&PlaneZone::plane_sign, &PlaneZone::zone_country, &PlaneZone::zone_number>,
    foreign_key<&PlaneZone::plane_sign>.references<&Plane::sign>(),
    foreign_key<&PlaneZone::zone_country, &PlaneZone::zone_number>.references<&Zone::country, &Zone::number>());
template <> inline constexpr auto refract::model<Day> = refract::table(primary_key<&Day::at>);
template <> inline constexpr auto refract::model<PlaneDay> = refract::table(
    primary_key<&PlaneDay::plane_id, &PlaneDay::day_at>, foreign_key<&PlaneDay::plane_id>.references<&Plane::id>(),
    foreign_key<&PlaneDay::day_at>.references<&Day::at>());

namespace link_lists {
struct PlaneTree {
    using model = Plane;
    std::int32_t id{};
    std::optional<std::string> sign{};
    std::vector<Zone> zones{};
    std::vector<Day> days{};
};
/// A row above several others.
struct Fleet {
    std::int32_t id{};
};
struct FleetPlane {
    std::int32_t fleet_id{};
    std::int32_t plane_id{};
};
} // namespace link_lists

template <> inline constexpr auto refract::model<Fleet> = refract::table(refract::through<FleetPlane>);
template <> inline constexpr auto refract::model<FleetPlane> =
    refract::table(primary_key<&FleetPlane::fleet_id, &FleetPlane::plane_id>,
                   foreign_key<&FleetPlane::fleet_id>.references<&Fleet::id>(),
                   foreign_key<&FleetPlane::plane_id>.references<&Plane::id>());

namespace link_lists {
struct FleetTree {
    using model = Fleet;
    std::int32_t id{};
    std::vector<PlaneTree> planes{};
};
using tables = schema<Zone, Plane, PlaneZone, Day, PlaneDay, Fleet, FleetPlane>;
} // namespace link_lists

TEMPLATE_TEST_CASE("links that go are one statement of a level", "[graph][save]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    const auto day = [](unsigned at) {
        return Day{std::chrono::year_month_day(std::chrono::year(2026), std::chrono::month(5), std::chrono::day(at)),
                   "d" + std::to_string(at)};
    };
    FleetTree fleet;
    for (int plane = 0; plane < 6; ++plane) {
        PlaneTree& made = fleet.planes.emplace_back();
        made.sign = plane == 5 ? std::nullopt : std::optional("O'P " + std::to_string(plane));
        for (std::int16_t zone = 1; made.sign && zone <= 8; ++zone) {
            made.zones.push_back({"a", zone, "n"});
            made.zones.push_back({"b", zone, "n"});
        }
        for (unsigned at = 1; at < 4; ++at) made.days.push_back(day(at));
    }
    fleet = db.save(fleet);
    const auto links = [&] {
        return fresh.rows("SELECT plane_sign, zone_country, zone_number FROM plane_zone ORDER BY 1, 2, 3");
    };
    const auto days = [&] { return fresh.rows("SELECT plane_id, day_at FROM plane_day ORDER BY 1, 2"); };
    text_rows expected = links(), expected_days = days();
    REQUIRE(expected.size() == 80);
    REQUIRE(expected_days.size() == 18);

    const auto save = [&] {
        statement_counter<TestType> counter(db);
        db.save(fleet);
        return counter.reads() + counter.others();
    };
    const auto let_go = [&](std::size_t plane, const std::string& country, int number) {
        std::erase_if(fleet.planes[plane].zones,
                      [&](const Zone& each) { return each.country == country && each.number == number; });
        const std::size_t size = expected.size();
        std::erase(expected, *fleet.planes[plane].sign + "|" + country + "|" + std::to_string(number));
        REQUIRE(expected.size() == size - 1);
    };
    const int nothing = save();
    let_go(0, "a", 1);
    const int one = save();
    CHECK(links() == expected);
    CHECK(one == nothing + 1);
    // Crosswise: neither all of a plane, nor all of a zone.
    for (std::size_t plane = 0; plane < 5; ++plane)
        for (int number = 2; number <= 8; ++number)
            if ((number + static_cast<int>(plane)) % 3 == 0) let_go(plane, number % 2 == 0 ? "a" : "b", number);
    REQUIRE(expected.size() < 75);
    CHECK(save() == one);
    CHECK(links() == expected);
    CHECK(days() == expected_days);
    CHECK(db.count(from<Zone>()) == 16);

    fleet.planes[1].days.erase(fleet.planes[1].days.begin());
    fleet.planes[4].days.pop_back();
    std::erase(expected_days, std::to_string(fleet.planes[1].id) + "|2026-05-01");
    std::erase(expected_days, std::to_string(fleet.planes[4].id) + "|2026-05-03");
    db.save(fleet);
    CHECK(days() == expected_days);
    CHECK(links() == expected);
    CHECK(days().size() == 16);
}
