// Rows of the program as a table.

#include <support/databases.hpp>

#include <refract/query/value_rows.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace value_rows_test {

enum class Size { small, large };
struct Price {
    std::int64_t item{};
    std::string name{};
    double price{};
    std::optional<int> stock{};
    bool sold{};
    decimal<2> cost{};
    Size size{};
    std::optional<double> weight{};
    bool operator==(const Price&) const = default;
};
struct Item {
    std::int64_t id{};
    std::string name{};
    std::optional<double> price{};
    bool operator==(const Item&) const = default;
};
struct Pair {
    std::int64_t id{};
    std::string name{};
};

using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct turned { // a codec of the program
    static std::string encode(std::string_view plain) { return {plain.rbegin(), plain.rend()}; }
    static std::string decode(std::string_view stored) { return {stored.rbegin(), stored.rend()}; }
};
struct Visit {
    std::int64_t id{};
    moment at{};
    std::optional<std::chrono::sys_seconds> left{};
    std::chrono::year_month_day day{std::chrono::sys_days{}};
    std::chrono::hh_mm_ss<std::chrono::microseconds> time{};
    std::chrono::milliseconds length{};
    uuid key{};
    std::optional<std::vector<std::byte>> content{};
    numeric total{};
    as_integer<std::chrono::sys_seconds> counted{};
    encoded<std::string, turned> code{};
};
auto tie_of(const Visit& visit) {
    return std::tuple(visit.id, visit.at, visit.left, visit.day, visit.time.to_duration(), visit.length, visit.key,
                      visit.content, visit.total, visit.counted, visit.code);
}

} // namespace value_rows_test
using namespace value_rows_test;

namespace {
const std::vector<Price> prices{
    {1, "a'\"\\,]}\n", 2, 5, true, decimal<2>("3.50"), Size::large, 0.5},
    {2, "ü\xf0\x9f\x98\x80", -0.125, {}, false, decimal<2>("-0.01"), Size::small, {}},
    {std::int64_t{1} << 53, "", 1e300, -7, false, decimal<2>("12345678.90"), Size::small, 3}};
constexpr auto given = rows_of<Pair>(param<json_of<std::vector<Pair>>>);
} // namespace

static_assert(
    sql<dialect::sqlite>(from<Item>().join(given, col<&Pair::id> == col<&Item::id>).select(col<&Pair::name>)) ==
    R"(SELECT "pair"."name" FROM "item" JOIN (SELECT refract_fit(value ->> '$."id"') AS "id", value ->> '$."name"' AS "name" )"
    R"(FROM json_each(?1) AS "list_item") AS "pair" ON "pair"."id" = "item"."id")");
static_assert(
    sql<dialect::postgres>(from(given).select(col<&Pair::name>)) ==
    R"(SELECT "name" FROM (SELECT CAST("row" #>> '{"id"}' AS bigint) AS "id", CAST("row" #>> '{"name"}' AS text) AS "name" )"
    R"(FROM jsonb_array_elements(CAST($1 AS jsonb)) WITH ORDINALITY AS "list_item" ("row")) AS "pair")");

TEMPLATE_TEST_CASE("rows of the program stand as a table", "[value_rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Item>>();
    db.insert_many(std::vector<Item>{{1, "one", 1.0}, {2, "two", {}}, {3, "three", 3.0}}, keys_are_given);

    // Each type comes back as it was; the numbers are numbers.
    CHECK(db.all(from(rows_of(prices)).order_by(col<&Price::item>)) == prices);
    CHECK(db.one(from(rows_of(prices))
                     .where(col<&Price::size> == Size::small && col<&Price::price> / 2 < 0)
                     .select(col<&Price::price> / 2)) == -0.0625);
    CHECK(db.one(from(rows_of(prices)).select(sum(col<&Price::cost>), count(col<&Price::stock>))) ==
          std::tuple(std::optional(decimal<2>("12345682.39")), std::int64_t{2}));
    CHECK(db.all(rows_of(std::vector<Price>{})).empty());

    // In joins, of which one side has rows without a partner.
    constexpr auto joined = [](const auto& rows) {
        return from<Item>()
            .left_join(rows, col<&Price::item> == col<&Item::id>)
            .order_by(col<&Item::id>)
            .select(col<&Item::name>, col<&Price::price>);
    };
    using row = std::tuple<std::string, std::optional<double>>;
    CHECK(db.all(joined(rows_of(prices))) == std::vector<row>{{"one", 2.0}, {"two", -0.125}, {"three", {}}});

    // An update of many rows, each to a value of its own, and an insert.
    CHECK(db.exec(update<Item>()
                      .set(col<&Item::price> = col<&Price::price>, col<&Item::name> = col<&Price::name>)
                      .from(rows_of(prices))
                      .where(col<&Price::item> == col<&Item::id>)) == 2);
    CHECK(db.all(from<Item>().order_by(col<&Item::id>)) ==
          std::vector<Item>{{1, prices[0].name, 2.0}, {2, prices[1].name, -0.125}, {3, "three", 3.0}});

    // A row among them.
    const std::vector<Pair> pairs{{3, "three"}, {1, "three"}, {2, prices[1].name}};
    const auto found = from<Item>().order_by(col<&Item::id>).select(col<&Item::id>);
    CHECK(db.all(found.where(in(tuple(col<&Item::id>, col<&Item::name>), rows_of(pairs)))) ==
          std::vector<std::int64_t>{2, 3});
    CHECK(db.all(found.where(not_in(tuple(col<&Item::id>, col<&Item::name>), rows_of(pairs)))) ==
          std::vector<std::int64_t>{1});
    CHECK(db.all(from(given).order_by(col<&Pair::id>).select(col<&Pair::name>), json_of<std::vector<Pair>>{pairs}) ==
          std::vector<std::string>{"three", prices[1].name, "three"});
    std::vector<Pair> many;
    for (std::int64_t i = 0; i < 20'000; ++i) many.push_back({i, "three"});
    CHECK(db.all(found.where(in(tuple(col<&Item::id>, col<&Item::name>), rows_of(many)))) ==
          std::vector<std::int64_t>{3});
}

TEMPLATE_TEST_CASE("times, UUIDs and bytes are exact in rows of the program", "[value_rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Visit>>();
    using namespace std::chrono;
    const moment least{sys_days(year(1) / 1 / 1)}, greatest = moment(sys_days(year(9999) / 12 / 31)) + 24h - 1us;
    std::vector<std::byte> all(256);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
    const std::vector<Visit> visits{
        {1,
         least,
         sys_seconds(-1s),
         year(1) / 1 / 1,
         hh_mm_ss<microseconds>(0us),
         -1ms,
         uuid{},
         {},
         numeric("-0.1"),
         sys_seconds(-1s),
         "'); --"},
        {2,
         greatest,
         {},
         year(9999) / 12 / 31,
         hh_mm_ss<microseconds>(24h),
         10000000h + 1ms,
         *uuid::parse("00ff00aa-0a0b-7c0d-8e0f-ffffffffffff"),
         std::vector<std::byte>{},
         numeric("123456789012345678901234567890.5"),
         sys_seconds(253402300800s),
         "\\\"}\n"},
        {3, moment(-1us), sys_seconds(1s), year(1969) / 12 / 31, hh_mm_ss<microseconds>(24h - 1us), 0ms,
         *uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff"), all, numeric("0"), sys_seconds(0s), ""},
        {4,
         moment(microseconds(1'709'210'096'123'456)),
         sys_seconds(1709210096s),
         year(2024) / 2 / 29,
         hh_mm_ss<microseconds>(12h + 500ms),
         86400000ms,
         uuid{},
         {},
         numeric("1"),
         sys_seconds(1s),
         "x"}};
    const auto same = [&](const std::vector<Visit>& found) {
        REQUIRE(found.size() == visits.size());
        for (std::size_t i = 0; i < visits.size(); ++i) CHECK(tie_of(found[i]) == tie_of(visits[i]));
    };
    same(db.all(from(rows_of(visits)).order_by(col<&Visit::id>)));
    same(db.all(from(rows_of<Visit>(param<row_list<Visit>>)).order_by(col<&Visit::id>), row_list<Visit>{visits}));
    // They equal what is stored by other means, in each column.
    db.insert_many(visits, keys_are_given);
    using stored = alias<Visit, "stored">;
    constexpr auto both = [](auto column, auto other) { return column == other; };
    const auto matched =
        from<stored>()
            .join(rows_of(visits), col<&Visit::id> == col<&Visit::id, stored> &&
                                       both(col<&Visit::at>, col<&Visit::at, stored>) &&
                                       col<&Visit::left>.is_not_distinct_from(col<&Visit::left, stored>) &&
                                       both(col<&Visit::day>, col<&Visit::day, stored>) &&
                                       both(col<&Visit::time>, col<&Visit::time, stored>) &&
                                       both(col<&Visit::length>, col<&Visit::length, stored>) &&
                                       both(col<&Visit::key>, col<&Visit::key, stored>) &&
                                       col<&Visit::content>.is_not_distinct_from(col<&Visit::content, stored>) &&
                                       both(col<&Visit::total>, col<&Visit::total, stored>) &&
                                       both(col<&Visit::counted>, col<&Visit::counted, stored>) &&
                                       both(col<&Visit::code>, col<&Visit::code, stored>))
            .select(count());
    CHECK(db.one(matched) == 4);
    // Written from them, they are stored as if they had been inserted one by one.
    const auto shown = fresh.rows("SELECT * FROM visit ORDER BY id");
    db.exec(delete_from<Visit>().all_rows());
    db.exec(insert_into<Visit>().from(rows_of(visits)));
    CHECK(fresh.rows("SELECT * FROM visit ORDER BY id") == shown);
    // What a database cannot hold is an error there.
    std::vector<Visit> beyond{visits[3]};
    beyond[0].at = moment(sys_days(year(20000) / 1 / 1));
    beyond[0].day = year(-40) / 1 / 1;
    if constexpr (TestType::is_sqlite)
        CHECK_THROWS_AS(db.all(rows_of(beyond)), error);
    else
        CHECK(tie_of(db.one(rows_of(beyond))) == tie_of(beyond[0]));
}
