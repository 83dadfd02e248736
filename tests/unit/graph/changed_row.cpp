// What an insert of one row of a tree sends: its fields, and the columns that other rows decide.

#include <refract/graph/new_row.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace sown {
struct Field {
    std::int64_t id{};
    std::string name;
};
struct Plant {
    std::int64_t id{};
    std::string kind;
    std::int32_t field_id{};
    std::optional<std::int64_t> parent_id{};
};
} // namespace sown
template <> inline constexpr auto refract::model<sown::Field> = refract::table(refract::unique<&sown::Field::name>);
template <> inline constexpr auto refract::model<sown::Plant> =
    refract::table(foreign_key<&sown::Plant::parent_id>.references<&sown::Plant::id>());

namespace sown {
struct Parent {
    using model = Plant;
    std::int64_t id{};
};
struct PlantCard {
    using model = Plant;
    std::int64_t id{};
    std::string kind;
    std::int32_t field_id{};
    std::optional<Parent> parent{};
};
} // namespace sown

using card = new_row<sown::PlantCard, nothing_tied, false>;
static_assert(card::decided_type::columns.count == 1 && card::decided_type::columns.columns[0] == 3);
static_assert(card::sent::all.always_count == 2); // not the key, which the database makes
static_assert(new_row<sown::PlantCard, nothing_tied, true>::sent::all.always_count == 3);

TEST_CASE("a part of a key becomes one of another column, or an error", "[graph]") {
    CHECK(convert_part<std::int32_t>(std::int64_t{7}) == 7);
    CHECK(convert_part<std::optional<std::int32_t>>(std::optional<std::int64_t>{}) == std::nullopt);
    CHECK(convert_part<std::string>(std::optional<std::string>("x")) == "x");
    CHECK_THROWS_AS(convert_part<std::int32_t>(std::int64_t{1} << 40), conversion_error);
    CHECK_THROWS_AS(convert_part<std::int64_t>(std::optional<std::int64_t>{}), error);
}
TEST_CASE("the insert of a row names what is decided first", "[graph]") {
    const sown::PlantCard row{.id = 0, .kind = "oak", .field_id = 2};
    const auto query = card::all_parts::make(row, {});
    CHECK(sql<dialect::sqlite>(query) == R"(INSERT INTO "plant" ("parent_id", "kind", "field_id") VALUES (?1, ?2, ?3) )"
                                         R"(RETURNING "id", "kind", "field_id", "id", "parent_id")");
}
