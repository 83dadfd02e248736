// The plans of the kinds of rows of a shape: which statement, which columns, and what is known beforehand.

#include <refract/graph/written_rows.hpp>

#include "support/databases.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace written_plans {

struct Owner {
    std::int64_t id{};
    std::string name;
};
struct Pet {
    std::int64_t id{};
    std::string name;
    std::int64_t owner_id{};
};

} // namespace written_plans
using namespace written_plans;

template <> inline constexpr auto refract::model<Pet> =
    refract::table(refract::foreign_key<&Pet::owner_id>.references<&Owner::id>());

namespace written_plans {

struct PetLine {
    using model = Pet;
    std::string name;
};
struct OwnerTree {
    using model = Owner;
    std::string name;
    std::vector<PetLine> pets;
};
using way = writing<sqlite_driver, usual_place, false, true>;

} // namespace written_plans

static_assert(sql<dialect::sqlite>(inserted_level<OwnerTree, void, 0, inserted_form{}>{}) ==
              R"(INSERT INTO "owner" ("name") VALUES (?1) RETURNING "name", "id")");
static_assert(sql<dialect::sqlite>(inserted_level<PetLine, OwnerTree, 1, inserted_form{.reads_back = false}>{}) ==
              R"(INSERT INTO "pet" ("owner_id", "name") VALUES (?1, ?2) RETURNING "id")");
// SQLite tells the key, and what else a row holds was sent.
static_assert(sql<dialect::sqlite>(written_rows<way, OwnerTree, void, 0>::single<false>{}) ==
              R"(INSERT INTO "owner" ("name") VALUES (?1))");
#ifdef REFRACT_TEST_POSTGRES
static_assert(sql<dialect::postgres>(inserted_level<OwnerTree, void, 0, inserted_form{.as_lists = true}>{})
                  .ends_with(R"(= k THEN set_config($1, k::text, true) IS NOT NULL ELSE CAST('refract: ' || (SELECT )"
                             R"(count(*) FROM "refract_rows") AS boolean) END FROM "refract_keys"))"));
#endif

TEST_CASE("the plan of a shape leads to those of its fields", "[graph]") {
    const auto& plan = written_rows<way, OwnerTree, void, 0>::plan();
    REQUIRE(plan.fields.size() == 1);
    CHECK_FALSE(plan.fields[0].comes_first);
    CHECK(plan.fields[0].begin_links == nullptr);
    CHECK(plan.keeps_keys);
    CHECK(plan.left_out == nullptr);
    REQUIRE(plan.known.count == 1);
    OwnerTree tree{.name = "Ann", .pets = {{.name = "a"}, {.name = "b"}}};
    std::vector<const void*> below;
    plan.fields[0].each(&tree, [&](void* row) { below.push_back(row); });
    CHECK(below == std::vector<const void*>{&tree.pets[0], &tree.pets[1]});
    CHECK(plan.leaves_key(&tree, key_source::database));
    CHECK(tree_inserter<sqlite_driver>::count(plan, &tree) == 3);
    CHECK(&plan.fields[0].below() == &plan.fields[0].below());
}
