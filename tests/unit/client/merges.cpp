// MERGE, which PostgreSQL has from 15 on, and more of it from 17 on.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Ware {
    std::int64_t id{};
    std::string label{};
    std::optional<std::string> note{};
    int copies{};
    std::int64_t version = 1;
};
struct Arrival {
    std::int64_t id{};
    std::string label{};
    std::optional<std::string> note{};
    int copies{};
};

struct Shelf {
    std::int64_t id{};
    std::int64_t org_id{};
    std::string label{};
    int copies{};
};
struct Room {
    std::int64_t id{};
    std::string label{};
    std::int64_t version = 1;
    bool gone{};
};

} // namespace

template <> inline constexpr auto refract::model<Room> =
    refract::table(refract::named("merged_room"), refract::soft_delete<&Room::gone>,
                   refract::index<&Room::label>.unique().where(refract::col<&Room::gone> == false),
                   refract::column<&Room::version>.version());
template <> inline constexpr auto refract::model<Shelf> =
    refract::table(refract::named("merged_shelf"), refract::tenant<&Shelf::org_id>);
template <> inline constexpr auto refract::model<Ware> =
    refract::table(refract::unique<&Ware::label>, refract::column<&Ware::version>.version());

namespace {

using wares = schema<Ware, Arrival>;
const std::string hostile = "'); DELETE FROM ware; -- \" \\ $1 \xc2\xa2";

template <class Database> void fill_merges(Database& db) {
    db.template create_tables<wares>();
    db.insert_many(std::vector<Ware>{{1, "pen", "x", 5, 1}, {2, hostile, std::nullopt, 7, 1}, {3, "cup", "y", 0, 1}});
    db.insert_many(std::vector<Arrival>{{11, "pen", std::nullopt, 10},
                                        {12, hostile, hostile, 1},
                                        {13, "hat", hostile, 3},
                                        {14, "fan", std::nullopt, 0}});
}
constexpr auto same = col<&Arrival::label> == col<&Ware::label>;

} // namespace

TEST_CASE("a merge updates, deletes and inserts", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_merges(db);
    const auto merged =
        merge_into<Ware>()
            .using_table<Arrival>(same && col<&Arrival::copies> >= param<int>)
            .when_matched(col<&Ware::copies> + col<&Arrival::copies> > 14)
            .do_update(col<&Ware::copies> = col<&Ware::copies> + col<&Arrival::copies>,
                       col<&Ware::note> = hostile + "!")
            .when_matched(col<&Arrival::note> == hostile)
            .do_delete()
            .when_matched()
            .do_nothing()
            .when_not_matched(col<&Arrival::copies> > 0 && col<&Arrival::label> != "'; --")
            .do_insert(col<&Ware::id> = col<&Arrival::id> * 10, col<&Ware::label> = col<&Arrival::label>,
                       col<&Ware::note> = col<&Arrival::note>, col<&Ware::copies> = 99, col<&Ware::version> = 1)
            .when_not_matched()
            .do_nothing();
    CHECK(db.exec(merged, 0) == 3);
    CHECK(fresh.rows("SELECT id, label, copies, version FROM ware ORDER BY id") ==
          text_rows{"1|pen|15|2", "3|cup|0|1", "130|hat|99|1"});
    CHECK(db.get<Ware>(1).note == hostile + "!");
    CHECK(db.get<Ware>(130).note == hostile);
    // The order of branches decides, and is that in which they were written.
    CHECK(db.exec(merge_into<Ware>()
                      .using_table<Arrival>(same)
                      .when_matched(col<&Ware::copies> > 0)
                      .do_nothing()
                      .when_matched()
                      .do_delete()) == 0);
}

TEST_CASE("a merge is of the rows of all tenants", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_merges(db);
    db.template create_tables<schema<Shelf>>();
    db.tenant(7).insert(Shelf{.label = "pen", .copies = 1});
    db.tenant(8).insert(Shelf{.label = "pen", .copies = 2});
    const auto merged =
        merge_into<Shelf>()
            .using_table<Arrival>(col<&Arrival::label> == col<&Shelf::label>)
            .when_matched()
            .do_update(col<&Shelf::copies> += col<&Arrival::copies>)
            .when_not_matched(col<&Arrival::copies> == 3)
            .do_insert(col<&Shelf::org_id> = 9, col<&Shelf::label> = col<&Arrival::label>, col<&Shelf::copies> = 0)
            .all_tenants();
    CHECK(db.exec(merged) == 3);
    CHECK(db.tenant(7).exec(merged) == 3);
    CHECK(fresh.rows("SELECT org_id, label, copies FROM merged_shelf ORDER BY org_id, id") ==
          text_rows{"7|pen|21", "8|pen|22", "9|hat|3"});
}

TEST_CASE("a merge takes the rows of a query, aliases and queries inside", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_merges(db);
    using ware = alias<Ware, "the ware">;
    using fresh_ones = alias<Arrival, "fresh ones">;
    const auto arrived = from<Arrival>().where(col<&Arrival::copies> > param<int>);
    const auto merged =
        merge_into<ware>()
            .using_table<fresh_ones>(arrived, col<&Arrival::label, fresh_ones> == col<&Ware::label, ware>)
            .when_matched(exists(from<Arrival>().where(col<&Arrival::copies> > col<&Ware::copies, ware>)))
            .do_update(col<&Ware::copies, ware> =
                           coalesce(scalar(from<Arrival>().select(max(col<&Arrival::copies>))), 0))
            .when_not_matched()
            .do_insert(col<&Ware::label, ware> = col<&Arrival::label, fresh_ones> + param<std::string>,
                       col<&Ware::copies, ware> = 1, col<&Ware::version, ware> = 1, col<&Ware::id, ware> = 20);
    CHECK(db.exec(merged, 1, "?") == 2);
    CHECK(fresh.rows("SELECT label, copies, version FROM ware WHERE id <> 2 ORDER BY id") ==
          text_rows{"pen|10|2", "cup|0|1", "hat?|1|1"});
    // Behind WITH; what its rows are called is the name of their struct.
    using late = as_table<Arrival, "late">;
    CHECK(db.exec(with<late>(from<Arrival>().where(col<&Arrival::label> == "fan"))
                      .merge_into<Ware>()
                      .using_table<late>(col<&Arrival::label, late> == col<&Ware::label>)
                      .when_not_matched()
                      .do_insert(col<&Ware::label> = col<&Arrival::label, late>, col<&Ware::copies> = 0,
                                 col<&Ware::version> = 1, col<&Ware::id> = 21)) == 1);
}

TEST_CASE("branches of a merge assign what the run time wants", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    for (const bool renames : {false, true})
        for (const bool notes : {false, true})
            for (const bool counts : {false, true}) {
                INFO(renames << notes << counts);
                db.execute("DROP TABLE IF EXISTS ware, arrival");
                fill_merges(db);
                const std::string label = hostile + "+";
                CHECK(
                    db.exec(merge_into<Ware>()
                                .using_table<Arrival>(same && col<&Arrival::copies> >= param<int>)
                                .when_matched(col<&Ware::id> == 1)
                                .do_update(col<&Ware::copies> = param<int>)
                                .set_if(renames, col<&Ware::label> = label)
                                .set_if(notes, col<&Ware::note> = hostile,
                                        col<&Ware::id> = col<&Ware::id> + param<std::int64_t>)
                                .when_matched()
                                .do_update(col<&Ware::note> = "second")
                                .set_if(counts, col<&Ware::version> = 40)
                                .when_not_matched(col<&Arrival::copies> > 0)
                                .do_insert(col<&Ware::id> = col<&Arrival::id>, col<&Ware::label> = col<&Arrival::label>,
                                           col<&Ware::copies> = 1, col<&Ware::version> = 1)
                                .set_if(notes, col<&Ware::note> = hostile + "?"),
                            0, 77, 100) == 3);
                const Ware first{notes ? 101 : 1, renames ? label : "pen",
                                 notes ? std::optional(hostile) : std::optional<std::string>("x"), 77, 2};
                const Ware second{2, hostile, "second", 7, counts ? 40 : 2};
                const Ware third{13, "hat", notes ? std::optional(hostile + "?") : std::nullopt, 1, 1};
                for (const Ware& expected : {first, second, third}) {
                    const Ware found = db.get<Ware>(expected.id);
                    CHECK(found.label == expected.label);
                    CHECK(found.note == expected.note);
                    CHECK(found.copies == expected.copies);
                    CHECK(found.version == expected.version);
                }
            }
}

TEST_CASE("a merge sees the rows of a model that are not marked, and marks those that it deletes", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Room, Arrival>>();
    db.insert_many(std::vector<Room>{{1, "pen", 1, false}, {2, "cup", 1, false}, {3, "hat", 1, true}});
    db.insert_many(std::vector<Arrival>{{1, "pen", {}, 0}, {2, "cup", {}, 5}, {3, "hat", {}, 6}, {4, "fan", {}, 7}});
    const auto rooms = [&] { return fresh.rows("SELECT id, label, version, gone FROM merged_room ORDER BY id"); };
    const auto merged =
        merge_into<Room>()
            .using_table<Arrival>(col<&Arrival::label> == col<&Room::label>)
            .when_matched(col<&Arrival::copies> == 0)
            .do_delete()
            .when_matched()
            .do_update(col<&Room::label> = concat(col<&Room::label>, "!"))
            .when_not_matched()
            .do_insert(col<&Room::id> = col<&Arrival::id> * 10, col<&Room::label> = col<&Arrival::label>,
                       col<&Room::version> = 1, col<&Room::gone> = false);
    CHECK(db.exec(merged) == 4);
    CHECK(rooms() == text_rows{"1|pen|2|t", "2|cup!|2|f", "3|hat|1|t", "30|hat|1|f", "40|fan|1|f"});
    // The key of a marked row is taken, as to every insert.
    const auto same_key = merge_into<Room>()
                              .using_table<Arrival>(col<&Arrival::id> == col<&Room::id>)
                              .when_not_matched()
                              .do_insert(col<&Room::id> = col<&Arrival::id>, col<&Room::label> = col<&Arrival::label>,
                                         col<&Room::version> = 1, col<&Room::gone> = false);
    CHECK_THROWS_AS(db.exec(same_key), unique_violation);
    // What is merged may bring them back, if it says so, or end them.
    CHECK(db.exec(merge_into<Room>()
                      .using_table<Arrival>(col<&Arrival::id> == col<&Room::id> && col<&Arrival::copies> == 0)
                      .with_deleted()
                      .when_matched()
                      .do_update(col<&Room::gone> = false)) == 1);
    CHECK(db.exec(merge_into<Room>()
                      .using_table(from<Arrival>(), col<&Arrival::id> == col<&Room::id>)
                      .with_deleted()
                      .for_good()
                      .when_matched(col<&Room::gone> == true)
                      .do_delete()) == 1);
    CHECK(rooms() == text_rows{"1|pen|3|f", "2|cup!|2|f", "30|hat|1|f", "40|fan|1|f"});
    // Marked rows of the other table are hidden by its query.
    db.erase<Room>(30);
    CHECK(db.exec(merge_into<Arrival>()
                      .using_table(from<Room>(), col<&Room::label> == col<&Arrival::label>)
                      .when_matched()
                      .do_delete()) == 2);
}

TEST_CASE("what only newer servers know is refused by its number", "[merges]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_merges(db);
    const auto synchronised = merge_into<Ware>()
                                  .using_table<Arrival>(same)
                                  .when_matched()
                                  .do_update(col<&Ware::copies> = col<&Arrival::copies>)
                                  .when_not_matched_by_source(col<&Ware::note> == "y")
                                  .do_delete()
                                  .returning(col<&Ware::id>, col<&Arrival::id>);
    if (fresh.rows("SELECT current_setting('server_version_num')::int < 170000") == text_rows{"t"}) {
        CHECK_THROWS_WITH(db.all(synchronised), refract_test::has_text("the statement needs PostgreSQL 17"));
        CHECK_THROWS_WITH(db.all(synchronised), refract_test::has_text("MERGE INTO")); // nothing was kept
        CHECK(fresh.rows("SELECT count(*) FROM ware") == text_rows{"3"});
        return;
    }
    using row = std::tuple<std::int64_t, std::optional<std::int64_t>>;
    std::vector<row> rows = db.all(synchronised);
    std::sort(rows.begin(), rows.end());
    CHECK(rows == std::vector<row>{{1, 11}, {2, 12}, {3, std::nullopt}});
    CHECK(fresh.rows("SELECT id, copies FROM ware ORDER BY id") == text_rows{"1|10", "2|1"});
    // In WITH.
    CHECK(db.one(with<as_table<Ware, "merged">>(
                     merge_into<Ware>().using_table<Arrival>(same).when_matched().do_delete().returning())
                     .from<as_table<Ware, "merged">>()
                     .select(count())) == 2);
}
