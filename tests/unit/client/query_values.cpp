// What queries that stand as tables give is a value of the fields that name it, and what is inserted or updated from
// them is one of the column, whatever the form of the query.

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

struct Item {
    std::int64_t id{};
    std::string name{};
    int amount{};
    std::int64_t total{};
    std::int64_t version = 1;
};
struct Count {
    std::int64_t id{};
    int amount{};
    std::int64_t version = 1;
};
struct Amount {
    std::int64_t of{};
    int amount{};
};
struct Total {
    std::int64_t of{};
    std::int64_t total{};
};
struct Narrow {
    std::uint32_t total{};
};
struct Event {
    std::int64_t id{};
    std::string name{};
    std::chrono::sys_seconds at{};
    json note{};
};
struct Shelf {
    std::int64_t id{};
    std::string name{};
};

} // namespace

template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::column<&Item::version>.version(), refract::unique<&Item::name>);
template <> inline constexpr auto refract::model<Count> = refract::table(refract::column<&Count::version>.version());
template <> inline constexpr auto refract::model<Event> = refract::table(refract::unique<&Event::name>);
template <> inline constexpr auto refract::model<Shelf> = refract::table(refract::in_schema("sales"));

namespace {

template <class Database> void fill_query_values(Database& db) {
    db.template create_tables<schema<Item, Count>>();
    db.insert_many(std::vector<Item>{{0, "a", 3, 30}, {0, "b", 2'000'000'000, 5'000'000'000}});
    db.insert_many(std::vector<Count>{{0, 10}, {0, 20}});
}
constexpr auto counts = "SELECT id, amount, version FROM count ORDER BY id";

} // namespace

TEMPLATE_TEST_CASE("an update from a table that has a version as well", "[query_values]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_query_values(db);
    using other = alias<Count, "other">;
    CHECK(db.exec(update<Count>()
                      .set(col<&Count::amount> = 1)
                      .template from<Item>()
                      .where(col<&Item::id> == col<&Count::id> && col<&Item::name> == "a")) == 1);
    CHECK(fresh.rows(counts) == text_rows{"1|1|2", "2|20|1"});
    CHECK(db.exec(update<Count>()
                      .set(col<&Count::amount> = col<&Count::amount, other> + 1)
                      .template from<other>()
                      .where(col<&Count::id, other> == col<&Count::id> + 1)) == 1);
    CHECK(fresh.rows(counts) == text_rows{"1|21|3", "2|20|1"});
}

TEMPLATE_TEST_CASE("columns of a query hold what their fields hold", "[query_values]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_query_values(db);
    const auto many = from<Item>().template select<Amount>(col<&Item::id>, col<&Item::amount> * 4);
    const auto totals = from<Item>().template select<Total>(col<&Item::id>, col<&Item::total> * 2'000'000'000);
    CHECK(db.all(from(many.where(col<&Item::id> == 1)).select(col<&Amount::amount>)) == std::vector<int>{12});
    const auto into = insert_into<Count>().template columns<&Count::amount, &Count::version>();
    const auto amounts = from(many).select(col<&Amount::amount>, value(std::int64_t{1}));
    CHECK_THROWS_AS(db.exec(into.from(amounts)), error);
    CHECK_THROWS_AS(
        db.exec(with(many).template insert_into<Count>().template columns<&Count::amount, &Count::version>().from(
            from<Amount>().select(col<&Amount::amount>, value(std::int64_t{1})))),
        error);
    CHECK_THROWS_AS(db.exec(update<Count>()
                                .set(col<&Count::amount> = col<&Amount::amount>)
                                .from(many)
                                .where(col<&Amount::of> == col<&Count::id>)),
                    error);
    CHECK(fresh.rows(counts) == text_rows{"1|10|1", "2|20|1"});
    CHECK_THROWS_AS(db.exec(update<Item>()
                                .set(col<&Item::total> = col<&Total::total>)
                                .from(from(totals).where(col<&Total::of> > 0))
                                .all_rows()),
                    error);
    CHECK(fresh.rows("SELECT total FROM item ORDER BY id") == text_rows{"30", "5000000000"});
}

TEST_CASE("a narrow field of a query refuses what does not fit in it", "[query_values]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fill_query_values(db);
    const auto narrow = from<Item>().select<Narrow>();
    CHECK_THROWS_AS(db.all(from(narrow).where(col<&Narrow::total> > 40)), error);
    CHECK(
        sql<dialect::sqlite>(from(from<Item>().select<Total>(col<&Item::id>, count()).group_by(col<&Item::id>))) ==
        R"(SELECT "of", "total" FROM (SELECT "id" AS "of", count(*) AS "total" FROM "item" GROUP BY "id") AS "total")");
}

TEMPLATE_TEST_CASE("values of times and JSON reach their columns", "[query_values]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Event>>();
    const std::chrono::sys_seconds at{std::chrono::seconds(1'700'000'000)};
    db.insert(Event{.name = "first", .at = at, .note = json("[]")});
    const auto named = [&](const char* name) {
        return from<Event>().where(col<&Event::name> == "first").select(value(name), value(at), value(json("{}")));
    };
    const auto into = insert_into<Event>().template columns<&Event::name, &Event::at, &Event::note>();
    CHECK(db.exec(into.from(named("a"))) == 1);
    CHECK(db.exec(into.from(named("a")).on_conflict().do_nothing()) == 0);
    CHECK(db.exec(into.from(named("b")).on_conflict().do_nothing()) == 1);
    CHECK(db.exec(into.from(named("b"))
                      .template on_conflict<&Event::name>()
                      .do_update(col<&Event::name> = excluded<&Event::name> + "2")) == 1);
    CHECK(db.exec(into.from(named("c").distinct())) == 1);
    CHECK(db.exec(into.from(named("d").union_all(named("e")).union_all(named("f").limit(1)))) == 3);
    CHECK(db.all(from<Event>().where(col<&Event::at> == at).order_by(col<&Event::name>).select(col<&Event::name>)) ==
          std::vector<std::string>{"a", "b2", "c", "d", "e", "f", "first"});
}

TEMPLATE_TEST_CASE("a set operation is ordered by what is meant", "[query_values]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_query_values(db);
    const auto up = rank().over(order_by(col<&Item::amount>));
    const auto down = rank().over(order_by(col<&Item::amount>.desc()));
    const auto both = from<Item>().select(up, down);
    using row = std::tuple<std::int64_t, std::int64_t>;
    CHECK(db.all(both.union_distinct(both).order_by(down)) == std::vector<row>{{2, 1}, {1, 2}});
    CHECK(db.all(both.union_distinct(both).order_by(up)) == std::vector<row>{{1, 2}, {2, 1}});
    const auto totals = from<Item>().select(count(col<&Item::version>), count(col<&Item::version>).distinct());
    static_assert(sql<dialect::sqlite>(totals.union_all(totals).order_by(count(col<&Item::version>).distinct()))
                      .ends_with(" ORDER BY 2"));
}

TEST_CASE("the columns of a query of a model in a schema are called by its name alone", "[query_values]") {
    using other = alias<Shelf, "other">;
    constexpr auto shelves = from(from<Shelf>().where(col<&Shelf::id> > param<std::int64_t>))
                                 .join<other>(col<&Shelf::id, other> == col<&Shelf::id>)
                                 .select(col<&Shelf::name>);
    CHECK(sql<dialect::postgres>(shelves) ==
          R"(SELECT "shelf"."name" FROM (SELECT "id", "name" FROM "sales"."shelf" WHERE "id" > $1) AS "shelf" )"
          R"(JOIN "sales"."shelf" AS "other" ON "other"."id" = "shelf"."id")");
}
