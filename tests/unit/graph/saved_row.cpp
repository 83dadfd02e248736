// Which fields of a struct save() writes, and where its key and its version are.

#include <refract/graph/saved_row.hpp>
#include <refract/refract.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace kept_apart {
struct House {
    std::int64_t id{};
    std::string street;
    std::int32_t revision{};
};
struct Room {
    std::int64_t id{};
    std::string use;
    std::int64_t house_id{};
    std::optional<std::int64_t> door_id{};
};
} // namespace kept_apart
template <> inline constexpr auto refract::model<kept_apart::House> =
    refract::table(refract::column<&kept_apart::House::revision>.version());
template <> inline constexpr auto refract::model<kept_apart::Room> =
    refract::table(foreign_key<&kept_apart::Room::house_id>.references<&kept_apart::House::id>(),
                   foreign_key<&kept_apart::Room::door_id>.references<&kept_apart::Room::id>());

namespace kept_apart {
struct RoomCard {
    using model = Room;
    std::string use;
    std::int64_t house_id{};
    House house;
};
struct HouseTree {
    using model = House;
    std::int64_t id{};
    std::string street;
    std::int32_t revision{};
    std::vector<Room> rooms;
};
} // namespace kept_apart
using namespace kept_apart;

// The key, the version and what other rows decide are left out.
static_assert(saved_fields_of<House, nothing_tied>.count == 1 && saved_fields_of<House, nothing_tied>.fields[0] == 1);
static_assert(saved_fields_of<Room, nothing_tied>.count == 3);
static_assert(saved_fields_of<Room, tied_below<HouseTree, 3>>.count == 2); // without house_id
static_assert(saved_fields_of<RoomCard, nothing_tied>.count == 1);         // the house decides its key
static_assert(has_version<House> && has_version<HouseTree> && !has_version<Room>);
static_assert(has_fields_of<HouseTree>(table_of<House>().key) && !has_fields_of<RoomCard>(table_of<Room>().key));
static_assert(field_of_column<RoomCard>(1) == 0 && field_of_column<RoomCard>(2) == 1 &&
              field_of_column<RoomCard>(0) == 3);
