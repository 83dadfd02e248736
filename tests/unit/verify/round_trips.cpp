#include <refract/verify/round_trips.hpp>

#include <refract/verify.hpp>

#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

namespace counted_trips {

struct Harbour {
    std::int64_t id{};
    std::string name;
};
struct Boat {
    std::int64_t id{};
    std::int64_t harbour_id{};
};
struct HarbourTree {
    using model = Harbour;
    std::int64_t id{};
    std::vector<Boat> boats;
};

} // namespace counted_trips

using namespace counted_trips;

template <> inline constexpr auto refract::model<counted_trips::Boat> =
    refract::table(refract::foreign_key<&counted_trips::Boat::harbour_id>.references<&counted_trips::Harbour::id>());

TEMPLATE_TEST_CASE("round trips of a connection are counted while somebody wants to know", "[verify]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Harbour, Boat>>();
    db.insert(Harbour{.id = 1, .name = "with a trigger"});
    if constexpr (TestType::is_sqlite)
        fresh.rows("CREATE TRIGGER renamed AFTER UPDATE ON harbour BEGIN SELECT 1; SELECT 2; END");
    const auto trees = from<Harbour>().select<HarbourTree>();
    const auto rename =
        update<Harbour>().set(col<&Harbour::name> = std::string(300, 'x')).where(col<&Harbour::id> == 1);
    db.all(trees);
    db.exec(rename); // prepared from here on
    {
        round_trips trips(db);
        CHECK(trips.count() == 0);
        db.exec(rename);
        CHECK(trips.count() == 1);
        db.exec(rename);
        CHECK(trips.count() == 2); // asked before, it counts on
        db.all(trees);
        const int of_tree = TestType::is_sqlite ? 4 : 1; // a transaction around two levels
        CHECK(trips.count() == 2 + of_tree);
        trips.require_at_most(2 + of_tree);
        CHECK_THROWS_WITH(trips.require_at_most(2),
                          refract_test::has_text("round trips were made where 2 are allowed"));
        trips.require(2 + of_tree);
        CHECK_THROWS_WITH(trips.require(3 + of_tree), refract_test::has_text("round trips were made where"));
        db.transaction([&] { db.exec(rename); });
        CHECK(trips.count() == 2 + of_tree + 3);
    }
    CHECK(expect_round_trips(db, TestType::is_sqlite ? 4 : 1, [&] { return db.all(trees); }).size() == 1);
    expect_round_trips(db, 0, [] {});
    CHECK_THROWS_WITH(expect_round_trips(db, 2, [&] { db.exec(rename); }),
                      "1 round trips were made where 2 are expected");
    db.transaction([&](auto& unit) { expect_round_trips(unit, 1, [&] { unit.exec(rename); }); });
    if constexpr (!TestType::is_sqlite) // a copy in a savepoint waits for the server before its rows and after them
        db.transaction([&](auto& unit) {
            unit.insert_many(std::vector<Harbour>{{7, "a"}});
            expect_round_trips(unit, 4, [&] { unit.insert_many(std::vector<Harbour>{{8, "b"}, {9, "c"}}); });
        });
    round_trips later(db);
    db.execute("SELECT 1");
    CHECK(later.count() == 1);
}
