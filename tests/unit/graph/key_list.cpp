// Keys of many rows as one condition.

#include <refract/graph/key_list.hpp>
#include <refract/refract.hpp>

#include "support/databases.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace listed_keys {
struct Seat {
    std::string row_name;
    std::int16_t number{};
    std::optional<std::int32_t> guest{};
};
struct Blob {
    std::vector<std::byte> id;
};
} // namespace listed_keys
template <> inline constexpr auto refract::model<listed_keys::Seat> =
    refract::table(refract::primary_key<&listed_keys::Seat::row_name, &listed_keys::Seat::number>);

using seat = listed_keys::Seat;
using seat_key = detail::key_values<seat>;
using guests = detail::column_values<seat, 2>;

static_assert(detail::are_listed<seat_key>() && detail::are_listed<guests>());
static_assert(!detail::are_listed<detail::column_values<listed_keys::Blob, 0>>());

TEMPLATE_TEST_CASE("rows are found by lists of keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<seat>>();
    db.insert_many(std::vector<seat>{{"a", 1, 7}, {"a", 2, {}}, {"b", 1, 8}, {"b", 2, 9}, {"it's", 1, 7}});
    const auto find = [&](const auto& condition) {
        std::string all;
        for (const seat& each :
             db.all(from<seat>().where(condition).order_by(col<&seat::row_name>, col<&seat::number>)))
            all += each.row_name + std::to_string(each.number) + " ";
        return all;
    };
    const detail::key_list<seat_key> one(std::vector<seat_key>{{{"it's", std::int16_t{1}}}});
    CHECK(find(one.own()) == "it's1 ");
    // Of several columns those come that have all of one key, and not those that have another one's values.
    const detail::key_list<seat_key> two(
        std::vector<seat_key>{{{"a", std::int16_t{1}}}, {{"b", std::int16_t{2}}}, {{"z", std::int16_t{9}}}});
    CHECK(find(two.own()) == "a1 b2 ");
    const detail::key_list<seat_key> none;
    CHECK(find(none.own()).empty());
    // A key with a NULL is equal to none, and moves no other one's values.
    using whole = detail::column_values<seat, 0, 1, 2>;
    const detail::key_list<whole> three(std::vector<whole>{{{"b", std::int16_t{1}, 8}},
                                                           {{"a", std::int16_t{2}, std::nullopt}},
                                                           {{"b", std::int16_t{2}, 9}},
                                                           {{"a", std::int16_t{1}, 9}}});
    CHECK(find(three.own()) == "b1 b2 ");
    detail::key_list<seat_key> many;
    for (std::int16_t i = 0; i < 5000; ++i) many.add({{"a", static_cast<std::int16_t>(5000 - i)}});
    many.add({{"a", std::int16_t{2}}});
    CHECK(find(many.own()) == "a1 a2 ");
    detail::key_list<guests> of_guests; // a NULL is equal to none
    of_guests.add({{std::optional<std::int32_t>()}});
    CHECK(find(of_guests.own()).empty());
    of_guests.add({{std::optional<std::int32_t>(7)}});
    CHECK(find(of_guests.own()) == "a1 it's1 ");
}
