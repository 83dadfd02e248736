#include <refract/refract.hpp>
#include <refract/schema/fields.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace refract::detail;
using refract::member_path;

namespace fields_test {
struct Point {
    double x{}, y{};
};
struct Place {
    std::string name;
    Point point;
    int rank{};
};
struct Trip {
    int id{};
    Place from;
    std::string note;
    Place to;
};
struct Plain {
    int id{};
    std::string text;
};
inline constexpr auto from_point = member_path<&Trip::from, &Place::point>;
inline constexpr auto to_y = member_path<&Trip::to, &Place::point, &Point::y>;
} // namespace fields_test
using namespace fields_test;

// Options in any order: a member inside may stand before the one that it is in.
template <> inline constexpr auto refract::model<Trip> =
    refract::table(refract::flat<from_point>.prefix("at_"), refract::flat<&Trip::to>.prefix("to_"),
                   refract::flat<&Trip::from>, refract::flat<refract::member_path<&Trip::to, &Place::point>>);

static_assert(has_flat_members<Trip> && has_flat_members<const Trip> && !has_flat_members<Plain>);
static_assert(field_count<Trip> == 10 && member_count<Trip> == 4);
static_assert(field_count<Plain> == 2 && std::is_same_v<field_types<Plain>, member_types<Plain>>);
static_assert(std::is_same_v<field_types<Trip>, refract::type_list<int, std::string, double, double, int, std::string,
                                                                   std::string, double, double, int>>);
static_assert(std::is_same_v<field_type<const Trip, 2>, const double>);
static_assert(member_index<&Trip::id> == 0 && member_index<member_path<&Trip::from, &Place::name>> == 1);
static_assert(member_index<member_path<&Trip::from, &Place::rank>> == 4 && member_index<&Trip::note> == 5);
static_assert(member_index<to_y> == 8 && member_index<&Plain::text> == 1);
// What no column is: a member that stands for several, a path that leads elsewhere.
static_assert(found_field<&Trip::from> == 10 && found_field<from_point> == 10 &&
              found_field<member_path<&Plain::text>> == 1);
static_assert(found_field<member_path<&Trip::from, &Point::x>> == 10);
static_assert(is_passed<check_flat<Trip>> && is_passed<check_flat<Plain>>);
static_assert(!is_passed<flat_outcome<Trip, flat_option<&Trip::note>>::type>);
static_assert(!is_passed<flat_outcome<Plain, flat_option<&Trip::to>>::type>);

TEST_CASE("fields of flat members have their names, behind what the model puts before them", "[fields]") {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < field_count<Trip>; ++i) names.push_back(field_name<Trip>(i));
    CHECK(names == std::vector<std::string_view>{"id", "name", "at_x", "at_y", "rank", "note", "to_name", "to_x",
                                                 "to_y", "to_rank"});
    const auto& table = table_of<Trip>();
    REQUIRE(table.column_count == 10);
    CHECK((table.columns[2].name == "at_x" && table.columns[2].type.kind == refract::type_kind::double_precision));
    CHECK((table.columns[0].key && table.key.count == 1));
}

TEST_CASE("fields are visited where they stand", "[fields]") {
    Trip trip{1, {"Oslo", {2, 3}, 4}, "slow", {"Rome", {5, 6}, 7}};
    CHECK(&field_of<0>(trip) == &trip.id);
    CHECK(&field_of<3>(trip) == &trip.from.point.y);
    CHECK(&field_of<5>(trip) == &trip.note);
    CHECK(&field_of<member_index<to_y>>(trip) == &trip.to.point.y);
    double sum = 0;
    for_each_field(static_cast<const Trip&>(trip), [&]<class Field>(const Field& field) {
        if constexpr (std::is_arithmetic_v<Field>) sum += field;
    });
    CHECK(sum == 1 + 2 + 3 + 4 + 5 + 6 + 7);
    for_each_field(trip, []<class Field>(Field& field) {
        if constexpr (std::is_same_v<Field, std::string>) field += "!";
    });
    CHECK((trip.from.name == "Oslo!" && trip.note == "slow!" && trip.to.name == "Rome!"));
}
