#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/query/inserted_link.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

// Keys of two columns, of which the link has the first only once.
namespace in_regions {
struct Plant {
    std::int64_t region{};
    std::int64_t id{};
};
struct Garden {
    std::int64_t region{};
    std::int64_t id{};
};
struct Bed {
    std::int64_t region{};
    std::int64_t garden_id{};
    std::int64_t plant_id{};
};
} // namespace in_regions
using namespace in_regions;
template <> inline constexpr auto refract::model<Plant> =
    refract::table(refract::primary_key<&Plant::region, &Plant::id>);
template <> inline constexpr auto refract::model<Garden> =
    refract::table(refract::primary_key<&Garden::region, &Garden::id>, refract::through<Bed>);
template <> inline constexpr auto refract::model<Bed> =
    refract::table(refract::primary_key<&Bed::region, &Bed::garden_id, &Bed::plant_id>,
                   refract::foreign_key<&Bed::region, &Bed::garden_id>.references<&Garden::region, &Garden::id>(),
                   refract::foreign_key<&Bed::region, &Bed::plant_id>.references<&Plant::region, &Plant::id>());

namespace in_regions {
struct PlantRow {
    using model = Plant;
    std::int64_t region{};
    std::int64_t id{};
};
struct GardenTree {
    using model = Garden;
    std::int64_t region{};
    std::int64_t id{};
    std::vector<PlantRow> plants;
};
} // namespace in_regions

template <class Dialect, class Query> std::string printed_link() { return std::string(sql<Dialect>(Query{})); }

TEST_CASE("a column of a link that holds a part of both keys is set once") {
    CHECK(printed_link<dialect::sqlite, inserted_link<GardenTree, 2>>() ==
          R"(INSERT INTO "bed" ("region", "garden_id", "plant_id") VALUES (?1, ?2, ?3))");
    using columns = linked_columns<GardenTree, 2>;
    static_assert(columns::near == 2 && columns::count == 3 && columns::own(2) == 2 && columns::other(2) == 1);
    static_assert(linked_already<GardenTree, 2>::has_key && linked_already<GardenTree, 2>::is_certain);
    CHECK(printed_link<dialect::postgres, inserted_link<GardenTree, 2, false, true>>() ==
          R"(INSERT INTO "bed" ("region", "garden_id", "plant_id") VALUES ($1, $2, $3) )"
          R"(ON CONFLICT ("region", "garden_id", "plant_id") DO NOTHING)");
}
