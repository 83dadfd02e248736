// Corners of MERGE, views, generated columns, tables without a key and one struct for several tables, where two of them
// meet.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace corners {

struct Stock {
    std::int64_t id{};
    std::string label{};
    std::int64_t pieces{};
    std::int64_t doubled{};
    bool operator==(const Stock&) const = default;
};
struct Event {
    std::string label{};
    std::optional<std::int64_t> size{};
    bool operator==(const Event&) const = default;
};
struct Given {
    std::string name{};
    std::int64_t count{};
};
struct Wide {
    std::string label{};
    std::int64_t id{};
    std::optional<std::int64_t> size{};
};
struct Row {
    std::int64_t stock_id{};
    std::int64_t id{};
};
struct StockTree {
    using model = Stock;
    std::int64_t id{};
    std::string label{};
    std::int64_t pieces{};
    std::vector<Row> rows{};
};

} // namespace corners

template <> inline constexpr auto refract::model<corners::Stock> =
    refract::table(refract::named("corner stock"), refract::unique<&corners::Stock::label>,
                   refract::column<&corners::Stock::doubled>.generated(refract::col<&corners::Stock::pieces> * 2));
template <> inline constexpr auto refract::model<corners::Event> = refract::table(refract::named("corner_event"));
template <> inline constexpr auto refract::model<corners::Row> = refract::table(
    refract::named("corner_row"), refract::foreign_key<&corners::Row::stock_id>.references<&corners::Stock::id>());
template <> inline constexpr auto refract::model<corners::Wide> =
    refract::table(refract::named("corner_wide"), refract::read_only_view);
template <> inline constexpr auto refract::view_of<corners::Wide> =
    refract::from<corners::Stock>()
        .left_join<corners::Event>(refract::col<&corners::Event::label> == refract::col<&corners::Stock::label>)
        .where(refract::col<&corners::Stock::label> != "it's {} $1 ?1 \\")
        .select<corners::Wide>(refract::col<&corners::Stock::label>, refract::col<&corners::Stock::id>,
                               refract::col<&corners::Event::size>);

using namespace refract;
using namespace refract_test;
using corners::Event;
using corners::Given;
using corners::Row;
using corners::Stock;
using corners::StockTree;
using corners::Wide;

namespace {

using archive = as_table<Stock, "old \"stock\"; --">;
using events = as_table<Event, "old_event">;
constexpr auto id = col<&Stock::id>;
constexpr auto label = col<&Stock::label>;
constexpr auto pieces = col<&Stock::pieces>;
const std::string hostile = "'); DELETE FROM \"corner stock\"; -- \" \\ $1";

template <class Database> std::string stocks(Database& db) {
    std::string all;
    for (const Stock& each : db.all(from<Stock>().order_by(label)))
        all += each.label + " " + std::to_string(each.pieces) + "/" + std::to_string(each.doubled) + "; ";
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("generated columns are nobody's to write, whatever writes the row", "[corners]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stock, Row, archive>>();
    db.insert_many(std::vector<Stock>{{0, "a", 1, 99}, {0, hostile, 2, 99}});
    CHECK(stocks(db) == hostile + " 2/4; a 1/2; ");
    // An upsert of an object with its row there, and of many; what comes back is what the database has.
    Stock changed = *db.first(from<Stock>().where(label == "a"));
    changed.pieces = 7;
    changed = db.upsert(changed);
    CHECK(changed.doubled == 14);
    changed.pieces = 8;
    db.update(changed);
    CHECK(changed.doubled == 16);
    const auto put = insert_into<Stock>()
                         .set(label = "a", pieces = 3)
                         .template on_conflict<&Stock::label>()
                         .do_update(pieces = excluded<&Stock::pieces> + col<&Stock::doubled>)
                         .returning(pieces, col<&Stock::doubled>);
    CHECK(db.one(put) == std::tuple(std::int64_t{19}, std::int64_t{38}));
    // From one table of the struct into the other one, and rows of the program.
    CHECK(db.exec(insert_into<archive>().template columns<&Stock::label, &Stock::pieces>().from(
              from<Stock>().where(label == "a").select(label, pieces))) == 1);
    CHECK(db.one(from<archive>()).doubled == 38);
    Stock kept = db.template insert<archive>(Stock{0, hostile, 5, 0});
    CHECK(kept.doubled == 10);
    kept.pieces = 6;
    db.template update<archive>(kept);
    CHECK(db.template find<archive>(kept.id)->doubled == 12);
    CHECK(db.exec(update<archive>()
                      .set(col<&Stock::pieces, archive> = pieces)
                      .template from<Stock>()
                      .where(label == col<&Stock::label, archive>)) == 2);
    CHECK(db.one(from<archive>().select(sum(col<&Stock::doubled, archive>))) == 42);
    // A tree whose root has one.
    StockTree tree = db.save(StockTree{0, "tree", 4, {Row{}, Row{}}});
    tree.pieces = 5;
    tree.rows.pop_back();
    tree = db.save(tree);
    CHECK(db.template get<Stock>(tree.id).doubled == 10);
    CHECK(db.count(from<Row>()) == 1);
}

TEMPLATE_TEST_CASE("a table without a key, of which there are two", "[corners]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Event, events>>();
    constexpr auto size = col<&Event::size>;
    db.insert_many(std::vector<Event>{{"a", 1}, {"a", 1}, {hostile, {}}, {"b", 3}});
    CHECK(db.insert(Event{"c", {}}) == Event{"c", {}});
    db.template insert<events>(Event{"a", 9});
    db.template insert_many<events>(std::vector<Event>{{"z", {}}, {"a", 9}});
    CHECK(db.count(from<events>()) == 3);
    // Rows that are alike are two rows.
    CHECK(db.exec(update<Event>().set(size = 5).where(size.is_null() && col<&Event::label> == hostile)) == 1);
    CHECK(db.all(from<Event>().order_by(col<&Event::label>)) ==
          std::vector<Event>{{hostile, 5}, {"a", 1}, {"a", 1}, {"b", 3}, {"c", {}}});
    // Both tables in one query, with columns of the same names.
    CHECK(db.all(from<Event>()
                     .template join<events>(col<&Event::label, events> == col<&Event::label>)
                     .select(size, col<&Event::size, events>)) ==
          std::vector<std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>>>{
              {1, 9}, {1, 9}, {1, 9}, {1, 9}});
    CHECK(db.all(from<Event>()
                     .select(col<&Event::label>)
                     .except(from<events>().select(col<&Event::label, events>))
                     .order_by(col<&Event::label>)) == std::vector<std::string>{hostile, "b", "c"});
    using twice = alias<events, "twice">;
    CHECK(db.count(from<events>().template join<twice>(col<&Event::label, twice> == col<&Event::label, events>)) == 5);
    // Under a name that the run time has chosen, next to the one of the program.
    const std::string name = "ev\"; DROP TABLE corner_event; --";
    auto year = db.template in_table<Event>(name);
    year.template create_tables<schema<Event>>();
    year.insert(Event{"y", 1});
    CHECK(year.count(from<Event>()) == 1);
    CHECK(year.count(from<events>()) == 3);
    CHECK(db.count(from<Event>()) == 5);
}

TEMPLATE_TEST_CASE("a view of rows that may be away, with texts of the program in it", "[corners]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Wide, Stock, Event>>();
    db.template create_tables<schema<Wide, Stock, Event>>(); // it is there
    db.insert_many(std::vector<Stock>{{0, "a", 1, 0}, {0, "it's {} $1 ?1 \\", 2, 0}, {0, "b", 2, 0}});
    db.insert(Event{"b", 7});
    const auto seen = db.all(from<Wide>().order_by(col<&Wide::label>));
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].label == "a");
    CHECK_FALSE(seen[0].size);
    CHECK(seen[1].size == 7);
    CHECK(db.template find<Wide>(seen[1].id)->label == "b");
    // A view beside its own tables, in conditions, and as what a write takes.
    CHECK(db.exec(update<Stock>()
                      .set(pieces = coalesce(col<&Wide::size>, 0))
                      .template from<Wide>()
                      .where(col<&Wide::id> == id)) == 2);
    CHECK(db.exec(delete_from<Event>().where(
              col<&Event::label>.in(from<Wide>().where(col<&Wide::size> == 7).select(col<&Wide::label>)))) == 1);
    CHECK(stocks(db) == "a 0/0; b 7/14; it's {} $1 ?1 \\ 2/4; ");
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a merge of rows of the program, into tables of one struct, in a chosen place", "[corners]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Stock, archive, Event, events>>();
    db.insert_many(std::vector<Stock>{{0, "a", 1, 0}, {0, hostile, 2, 0}, {0, "z", 3, 0}});
    const auto meet = col<&Given::name> == label;
    const auto bring = [&](const auto& rows) {
        return merge_into<Stock>()
            .using_table(rows, meet)
            .when_matched(col<&Given::count> < 0)
            .do_delete()
            .when_matched(col<&Given::count> == 0)
            .do_nothing()
            .when_matched()
            .do_update(pieces = pieces + col<&Given::count>)
            .when_not_matched(col<&Given::count> > 0)
            .do_insert(label = col<&Given::name>, pieces = col<&Given::count>);
    };
    CHECK(db.exec(bring(rows_of(std::vector<Given>{{"a", 0}, {hostile, 5}, {"z", -1}, {"new'", 9}, {"not", 0}}))) == 3);
    CHECK(stocks(db) == hostile + " 7/14; a 1/2; new' 9/18; ");
    CHECK(db.exec(bring(rows_of(std::vector<Given>{}))) == 0);
    // Two rows for one are an error, which undoes the statement and no more than the savepoint.
    {
        auto tx = db.begin();
        CHECK_THROWS_AS(tx.begin().exec(bring(rows_of(std::vector<Given>{{"a", 1}, {"a", 2}}))), error);
        CHECK(tx.exec(bring(rows_of(std::vector<Given>{{"a", 1}}))) == 1);
        tx.commit();
    }
    // One that is new twice is a unique value that is there already.
    CHECK_THROWS_AS(db.exec(bring(rows_of(std::vector<Given>{{"x", 1}, {"x", 2}}))), unique_violation);
    // Into the other table of the struct, from the one; a generated column is read, and not written.
    constexpr auto old_label = col<&Stock::label, archive>;
    CHECK(db.exec(merge_into<archive>()
                      .using_table<Stock>(label == old_label)
                      .when_not_matched()
                      .do_insert(old_label = label, col<&Stock::pieces, archive> = col<&Stock::doubled>)) == 3);
    CHECK(db.one(from<archive>().where(old_label == "a").select(col<&Stock::doubled, archive>)) == 8);
    // Without a key; a query inside an assignment; NULL.
    db.insert_many(std::vector<Event>{{"a", 1}, {"b", {}}});
    db.insert_many<events>(std::vector<Event>{{"a", {}}, {"c", {}}});
    const auto most = scalar(from<Stock>().select(max(pieces)));
    CHECK(db.exec(merge_into<Event>()
                      .using_table<events>(col<&Event::label> == col<&Event::label, events>)
                      .when_matched()
                      .do_update(col<&Event::size> = col<&Event::size, events>)
                      .when_not_matched()
                      .do_insert(col<&Event::label> = col<&Event::label, events>, col<&Event::size> = most)) == 2);
    CHECK(db.all(from<Event>().order_by(col<&Event::label>)) == std::vector<Event>{{"a", {}}, {"b", {}}, {"c", 9}});
    // In a table that the run time has chosen.
    auto year = db.in_table<Event>("it's \"a year\"");
    year.create_tables<schema<Event>>();
    CHECK(year.exec(merge_into<Event>()
                        .using_table<events>(col<&Event::label> == col<&Event::label, events>)
                        .when_not_matched()
                        .do_insert(col<&Event::label> = col<&Event::label, events>)) == 2);
    CHECK(year.count(from<Event>()) == 2);
    CHECK(db.count(from<Event>()) == 3);
}
#endif
