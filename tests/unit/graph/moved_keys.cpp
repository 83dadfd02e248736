// Rows whose key has a part of the row around them, and which come to another one together with others.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace moved_keys {

struct Menu {
    std::int64_t id{};
    std::string name;
};
struct Course {
    std::int64_t menu_id{};
    std::int64_t number{};
    std::string name;
};
struct Dish {
    std::int64_t menu_id{};
    std::int64_t number{};
    std::int64_t place{};
    std::string name;
};

} // namespace moved_keys

template <> inline constexpr auto refract::model<moved_keys::Menu> = table(named("mk_menu"));
template <> inline constexpr auto refract::model<moved_keys::Course> =
    table(named("mk_course"), primary_key<&moved_keys::Course::menu_id, &moved_keys::Course::number>,
          foreign_key<&moved_keys::Course::menu_id>.references<&moved_keys::Menu::id>());
template <> inline constexpr auto refract::model<moved_keys::Dish> =
    table(named("mk_dish"),
          primary_key<&moved_keys::Dish::menu_id, &moved_keys::Dish::number, &moved_keys::Dish::place>,
          foreign_key<&moved_keys::Dish::menu_id, &moved_keys::Dish::number>
              .references<&moved_keys::Course::menu_id, &moved_keys::Course::number>()
              .on_delete(refract::cascade));

namespace moved_keys {

struct CourseTree {
    using model = Course;
    std::int64_t menu_id{};
    std::int64_t number{};
    std::string name;
    std::vector<Dish> dishes{};
};
struct MenuTree {
    using model = Menu;
    std::int64_t id{};
    std::string name;
    std::vector<CourseTree> courses{};
};

} // namespace moved_keys

TEMPLATE_TEST_CASE("rows move up one behind the other, each into the key that the next one leaves", "[graph][save]",
                   REFRACT_TEST_DATABASES) {
    using namespace moved_keys;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Menu, Course, Dish>>();
    MenuTree menu{.name = "m"};
    for (int i = 1; i <= 4; ++i) {
        const std::string name(1, static_cast<char>('a' + i - 1));
        menu.courses.push_back({.number = i, .name = name, .dishes = {{.place = 1, .name = name + "1"}}});
    }
    menu.courses[1].dishes.push_back({.place = 2, .name = "b2"});
    menu = db.insert(menu);
    const auto dishes = [&] { return fresh.rows("SELECT number, place, name FROM mk_dish ORDER BY 1, 2"); };
    const text_rows before = dishes();
    REQUIRE(before == text_rows{"1|1|a1", "2|1|b1", "2|2|b2", "3|1|c1", "4|1|d1"});
    SECTION("a course in front of all") {
        for (CourseTree& each : menu.courses) ++each.number;
        menu.courses.insert(menu.courses.begin(), {.number = 1, .name = "new"});
        menu = db.save(menu);
        CHECK(dishes() == text_rows{"2|1|a1", "3|1|b1", "3|2|b2", "4|1|c1", "5|1|d1"});
        CHECK((menu.courses[1].dishes[0].number == 2 && menu.courses[4].dishes[0].number == 5));
        CHECK(fresh.rows("SELECT number, name FROM mk_course ORDER BY 1") ==
              text_rows{"1|new", "2|a", "3|b", "4|c", "5|d"});
    }
    SECTION("the first one is gone") {
        menu.courses.erase(menu.courses.begin());
        for (CourseTree& each : menu.courses) --each.number;
        db.save(menu);
        CHECK(dishes() == text_rows{"1|1|b1", "1|2|b2", "2|1|c1", "3|1|d1"});
    }
    SECTION("rows that take each other's place in a circle are told, and nothing is written") {
        std::swap(menu.courses[0].number, menu.courses[2].number);
        CHECK_THROWS_WITH(db.save(menu), refract_test::has_text("exchange values of \"menu_id\""));
        CHECK(dishes() == before);
        menu.courses[0].dishes[0].place = 7; // a key of its own
        menu.courses[2].dishes[0].place = 7;
        db.save(menu);
        CHECK(dishes() == text_rows{"1|7|c1", "2|1|b1", "2|2|b2", "3|7|a1", "4|1|d1"});
    }
}
