// Conditions on keys that a program holds, as the databases prepare them.

#include <refract/query/key_values.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <type_traits>

using namespace refract;

namespace key_values_test {
struct Hall {
    std::int64_t number{};
    std::string wing;
    std::string name;
};
} // namespace key_values_test
template <> inline constexpr auto refract::model<key_values_test::Hall> =
    refract::table(primary_key<&key_values_test::Hall::wing, &key_values_test::Hall::number>);

using hall_key = detail::key_values<key_values_test::Hall>;
static_assert(std::is_same_v<hall_key, detail::column_values<key_values_test::Hall, 1, 0>>); // in the order of the key
static_assert(std::is_same_v<hall_key::types, detail::type_list<std::string, std::int64_t>>);
static_assert(hall_key::columns.count == 2 && hall_key::columns.columns[0] == 1);
static_assert(detail::is_composite_key<decltype(key(1, "x"))>);

TEST_CASE("columns are selected where a key is", "[query]") {
    using tie = detail::tie_node<detail::own_tie<hall_key>>;
    using condition = detail::expression<tie, detail::values<std::string, std::int64_t>>;
    const auto query = detail::select_columns<hall_key>{{}, {}}.where(condition{{{"west"}, {7}}});
    CHECK(sql<dialect::sqlite>(query) == R"(SELECT "wing", "number" FROM "hall" WHERE "wing" = ?1 AND "number" = ?2)");
    CHECK(sql<dialect::postgres>(query) ==
          R"(SELECT "wing", "number" FROM "hall" WHERE "wing" = $1 AND "number" = $2)");
}
