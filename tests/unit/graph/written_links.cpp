// Links between rows of trees, whose keys have several columns and other widths than those of the link.

#include <refract/graph/written_links.hpp>

#include <refract/graph/insert.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace linking {

struct Course {
    std::int32_t id{};
    std::string title;
};
struct Room { // both parts of its key are given
    std::string house;
    std::int16_t number{};
    std::int64_t seats{};
};
struct CourseRoom {
    std::int64_t course_id{};
    std::string house;
    std::int64_t number{};
};

} // namespace linking
using namespace linking;

template <> inline constexpr auto refract::model<Course> = refract::table(refract::through<CourseRoom>);
template <> inline constexpr auto refract::model<Room> =
    refract::table(refract::primary_key<&Room::house, &Room::number>);
template <> inline constexpr auto refract::model<CourseRoom> = refract::table(
    refract::primary_key<&CourseRoom::course_id, &CourseRoom::house, &CourseRoom::number>,
    refract::foreign_key<&CourseRoom::course_id>.references<&Course::id>(),
    refract::foreign_key<&CourseRoom::house, &CourseRoom::number>.references<&Room::house, &Room::number>());

namespace linking {

struct CourseTree {
    using model = Course;
    std::string title;
    std::vector<Room> rooms{};
};

} // namespace linking

TEMPLATE_TEST_CASE("a link takes all columns of both keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Course, Room, CourseRoom>>();
    db.insert(CourseTree{.title = "one", .rooms = {{"east", 1, 10}, {"it's", 2, 20}}});
    std::vector<CourseTree> more{{.title = "two", .rooms = {{"", -3, 30}}}, {.title = "three"}};
    CHECK(db.insert_many(more) == 2);
    CHECK(
        fresh.rows("SELECT c.title, l.house, l.number, r.seats FROM course c JOIN course_room l ON l.course_id = c.id "
                   "JOIN room r ON r.house = l.house AND r.number = l.number ORDER BY 4") ==
        text_rows{"one|east|1|10", "one|it's|2|20", "two||-3|30"});
    CHECK_THROWS_AS(db.insert_many(more), unique_violation);
    CHECK(fresh.rows("SELECT count(*) FROM course") == text_rows{"3"});
}
