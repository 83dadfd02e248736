// Keys as bytes: alike if their values are, whatever their types hold.

#include <refract/graph/key_table.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace tabled {
struct Shelf {
    std::string hall;
    std::string row;
    std::int32_t number{};
};
} // namespace tabled
template <> inline constexpr auto refract::model<tabled::Shelf> =
    refract::table(primary_key<&tabled::Shelf::hall, &tabled::Shelf::row, &tabled::Shelf::number>);

using shelf_key = key_values<tabled::Shelf>;

TEST_CASE("keys are found by their values", "[graph]") {
    key_table table;
    CHECK(table.add(shelf_key{{"a", "bc", 1}}));
    CHECK(table.add(shelf_key{{"ab", "c", 1}})); // texts side by side stay apart
    CHECK(table.add(shelf_key{{"a", std::string("b\0c", 3), 1}}));
    CHECK_FALSE(table.add(shelf_key{{"ab", "c", 1}}));
    CHECK(table.find(shelf_key{{"a", "bc", 1}}) == 0);
    CHECK(table.find(shelf_key{{"ab", "c", 1}}) == 1);
    CHECK(table.find(shelf_key{{"a", std::string("b\0c", 3), 1}}) == 2);
    CHECK(table.find(shelf_key{{"a", "bc", 2}}) == key_table::none);
    CHECK(table.find(shelf_key{{"", "", 0}}) == key_table::none);
    for (std::int32_t i = 0; i < 1000; ++i) CHECK(table.add(shelf_key{{"x", "y", i}}));
    CHECK(table.find(shelf_key{{"x", "y", 999}}) == 1002);
}
