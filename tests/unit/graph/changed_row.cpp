// What an update of one row of a tree sets: its fields, and the keys of the rows that it needs.

#include <refract/graph/changed_row.hpp>
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

using card = changed_row<sown::PlantCard, nothing_tied>;
static_assert(card::has_columns && needed_values<sown::PlantCard>::columns.count == 1 &&
              needed_values<sown::PlantCard>::columns.columns[0] == 3);

TEST_CASE("a part of a key becomes one of another column, or an error", "[graph]") {
    CHECK(convert_part<std::int32_t>(std::int64_t{7}) == 7);
    CHECK(convert_part<std::optional<std::int32_t>>(std::optional<std::int64_t>{}) == std::nullopt);
    CHECK(convert_part<std::string>(std::optional<std::string>("x")) == "x");
    CHECK_THROWS_AS(convert_part<std::int32_t>(std::int64_t{1} << 40), conversion_error);
    CHECK_THROWS_AS(convert_part<std::int64_t>(std::optional<std::int64_t>{}), error);
}
TEST_CASE("the update of a row names the keys of what it needs first", "[graph]") {
    const sown::PlantCard row{.id = 4, .kind = "oak", .field_id = 2};
    const auto query = card::make(row, {}).all_rows();
    CHECK(sql<dialect::sqlite>(query) == R"(UPDATE "plant" SET "parent_id" = ?1, "kind" = ?2, "field_id" = ?3)");
    CHECK_FALSE(card::differs(row, row));
    sown::PlantCard other = row;
    other.id = 5; // the key is never written
    CHECK_FALSE(card::differs(row, other));
    other.kind = "elm";
    CHECK(card::differs(row, other));
}
