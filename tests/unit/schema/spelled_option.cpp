#include <refract/refract.hpp>
#include <refract/schema/spelled_option.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace refract;
using namespace refract_test;

namespace spelled {

struct Shelf {
    std::int64_t id{};
    std::string name{};
    std::int64_t number{};
};
struct Box {
    std::string code{};
    std::int64_t shelf_id{};
    std::int64_t weight{};
};
struct Heavy {
    std::string code{};
};

} // namespace spelled

template <> inline constexpr auto refract::model<spelled::Shelf> = refract::table(
    refract::named("shelf"), refract::primary_key<&spelled::Shelf::id>.named("shelf_key").autoincrement(),
    refract::column<&spelled::Shelf::name>.default_as("('no ' || 'name')").comment("what it's called"),
    refract::comment("a shelf's row"), refract::index_as("shelf_small", "(lower(name)) WHERE number < 10").unique(),
    refract::run_before("CREATE TABLE shelf_log (number integer)"),
    refract::run_after("INSERT INTO shelf_log VALUES (7)"));
template <> inline constexpr auto refract::model<spelled::Box> = refract::table(
    refract::named("box"), refract::primary_key<&spelled::Box::code>.named("box_key"),
    refract::foreign_key<&spelled::Box::shelf_id>.references<&spelled::Shelf::id>().deferred(),
    refract::constraint("weighs", "CHECK (weight > 0)"), refract::column<&spelled::Box::weight>.nullable(),
    refract::run_last(
        "CREATE VIEW shelved AS SELECT b.code, s.name FROM box AS b JOIN shelf AS s ON s.id = b.shelf_id"));
template <> inline constexpr auto refract::model<spelled::Heavy> =
    refract::table(refract::named("heavy"), refract::read_only_view, refract::primary_key<&spelled::Heavy::code>,
                   refract::defined_as("AS SELECT code FROM box WHERE weight > 100"));

TEMPLATE_TEST_CASE("what models say in SQL of their own is there", "[spelled_option]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using namespace spelled;
    db.template create_tables<schema<Heavy, Box, Shelf>>();
    CHECK(fresh.rows("SELECT number FROM shelf_log") == text_rows{"7"});

    // A default that is SQL, where the object says nothing; and an index of an expression.
    Shelf shelf = db.insert(Shelf{.number = 1});
    CHECK(shelf.name == "no name");
    CHECK_THROWS_AS(db.insert(Shelf{.name = "NO NAME", .number = 2}), unique_violation);
    CHECK(db.insert(Shelf{.name = "NO NAME", .number = 12}).id > shelf.id);

    // The foreign key is looked at when the transaction ends.
    auto tx = db.begin();
    tx.insert(Box{"a", 77, 120});
    tx.insert(Shelf{77, "late", 77});
    tx.commit();
    CHECK(db.all(from<Heavy>()).size() == 1);
    CHECK_THROWS_AS(db.insert(Box{"b", 77, -1}), check_violation);
    fresh.rows("INSERT INTO box (code, shelf_id, weight) VALUES ('c', 77, NULL)");
    CHECK_THROWS_AS(db.template get<Box>("c"), schema_mismatch);
}

TEST_CASE("what models say in SQL of their own is printed where it belongs", "[spelled_option]") {
    CHECK(
        create_table<dialect::sqlite, spelled::Shelf>() ==
        "CREATE TABLE \"shelf\" (\"id\" INTEGER CONSTRAINT \"shelf_key\" PRIMARY KEY AUTOINCREMENT, \"name\" TEXT NOT "
        "NULL DEFAULT ('no ' || 'name'), \"number\" INTEGER NOT NULL)");
}
