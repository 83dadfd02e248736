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
