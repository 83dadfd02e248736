// What at<> takes: keys of one column and of several, ranges of them, rows; and what becomes of numbers that do not fit.

#include <refract/refract.hpp>

#include <refract/graph/at.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;

namespace aimed {
struct Rack {
    std::int64_t id{};
    std::string name;
};
struct Slot {
    std::int16_t row{};
    std::string letter;
    std::int64_t rack_id{};
};
} // namespace aimed
template <> inline constexpr auto refract::model<aimed::Slot> =
    refract::table(primary_key<&aimed::Slot::row, &aimed::Slot::letter>,
                   foreign_key<&aimed::Slot::rack_id>.references<&aimed::Rack::id>());
namespace aimed {
struct RackTree {
    using model = Rack;
    std::int64_t id{};
    std::vector<Slot> slots;
};
} // namespace aimed
using aimed::RackTree;
using aimed::Slot;

static_assert(detail::edited_field<&RackTree::slots>::is_many && !detail::edited_field<&RackTree::slots>::is_optional);

TEST_CASE("keys are kept as the fields of the model hold them", "[graph]") {
    const auto part = at<&RackTree::slots>.connect(key(1, "a"), key(std::int64_t{2}, std::string("b")));
    REQUIRE(part.keys.size() == 2);
    CHECK(part.keys[1].all == std::tuple<std::int16_t, std::string>(std::int16_t{2}, "b"));
    const std::vector<decltype(key(1, "x"))> many{key(3, "c"), key(4, "d")};
    CHECK(at<&RackTree::slots>.remove(many, key(5, "e")).keys.size() == 3);
    CHECK(at<&RackTree::slots>.set().keys.empty());
    CHECK_THROWS_AS(at<&RackTree::slots>.connect(key(70'000, "a")), conversion_error);
    CHECK(at<&RackTree::slots>.create(Slot{1, "a", 0}, Slot{2, "b", 0}).rows.size() == 2);
}
