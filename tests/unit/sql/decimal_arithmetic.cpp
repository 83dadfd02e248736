// Decimals stay exact where the database computes with binary fractions.

#include <support/databases.hpp>

#include <string_view>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

using money = decimal<2>;

struct Item {
    std::int64_t id{};
    money price{};
    money cost{};
    int pieces{};
};
constexpr auto price = col<&Item::price>;
constexpr auto cost = col<&Item::cost>;
constexpr auto pieces = col<&Item::pieces>;

// One round() for a whole term, none where nothing was computed; a sum is one of whole numbers, an average as well.
constexpr auto sums = from<Item>().select(sum(price * pieces - cost), sum(price).filter(price - cost > 0), max(price));
constexpr std::string_view sqlite_sums =
    R"(SELECT sum(CAST(round(("price" * "pieces" - "cost") * 100) AS INTEGER)) / 100.0, )"
    R"(sum(CAST(round("price" * 100) AS INTEGER)) FILTER (WHERE round("price" - "cost", 2) > ?1) / 100.0, )"
    R"(max("price") FROM "item")";
static_assert(sql<dialect::sqlite>(sums) == sqlite_sums);
static_assert(
    sql<dialect::postgres>(sums) ==
    R"(SELECT sum("price" * "pieces" - "cost"), sum("price") FILTER (WHERE "price" - "cost" > $1), max("price") FROM "item")");
static_assert(sql<dialect::sqlite>(from<Item>().select(sum(price) - sum(cost))) ==
              R"(SELECT round(sum(CAST(round("price" * 100) AS INTEGER)) / 100.0 - )"
              R"(sum(CAST(round("cost" * 100) AS INTEGER)) / 100.0, 2) FROM "item")");
static_assert(sql<dialect::sqlite>(from<Item>().select(sum(price * cost))) ==
              R"(SELECT round(sum("price" * "cost"), 4) FROM "item")");
// Two decimals multiply to the digits of both.
static_assert(sql<dialect::sqlite>(from<Item>().where(price * cost + price == 1)) ==
              R"(SELECT "id", "price", "cost", "pieces" FROM "item" WHERE round("price" * "cost" + "price", 4) = ?1)");
static_assert(sql<dialect::sqlite>(from<Item>().select(cast<money>(avg(price)))) ==
              R"(SELECT round(avg(CAST(round("price" * 100) AS INTEGER)) / 100.0, 2) FROM "item")");
// Other numbers are left alone.
static_assert(sql<dialect::sqlite>(from<Item>().select(sum(pieces), sum(price * 0.5))) ==
              R"(SELECT sum("pieces"), sum("price" * ?1) FROM "item")");

} // namespace

TEST_CASE("decimal arithmetic as SQL", "[decimal]") { CHECK(sql<dialect::sqlite>(sums) == sqlite_sums); }

TEMPLATE_TEST_CASE("decimals are exact after arithmetic", "[decimal]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Item>>();
    std::vector<Item> items;
    for (int i = 0; i < 1000; ++i)
        items.push_back(
            {.price = money::from_coefficient(82'665), .cost = money::from_coefficient(10'010), .pieces = 3});
    db.insert_many(items);

    CHECK(db.one(from<Item>().select(sum(price))) == money::from_coefficient(82'665'000));
    CHECK(db.one(from<Item>().select(sum(price * pieces))) == money::from_coefficient(247'995'000));
    // 100.10 - 100.00 is 0.09999999999999432 in binary.
    const auto difference = cost - money::from_coefficient(10'000);
    CHECK(db.first(from<Item>().select(difference)) == money::from_coefficient(10));
    CHECK(db.count(from<Item>().where(difference == money::from_coefficient(10))) == 1000);
    CHECK(db.exists(
        from<Item>().select(pieces).group_by(pieces).having(sum(price) == money::from_coefficient(82'665'000))));
    CHECK(db.one(from<Item>().select(avg(price))) == 826.65);
    CHECK(db.one(from<Item>().select(cast<money>(avg(price) / 3.0))) == money::from_coefficient(27'555));

    db.exec(
        update<Item>().set(price += money::from_coefficient(10), cost -= money::from_coefficient(10'000)).all_rows());
    CHECK(db.first(from<Item>())->price == money::from_coefficient(82'675));
    CHECK(db.first(from<Item>())->cost == money::from_coefficient(10));
}

TEMPLATE_TEST_CASE("decimals without a fraction divide as the others do", "[decimal]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Item>>();
    db.insert(Item{.price = money::whole(10), .cost = money::whole(4), .pieces = 4});
    const auto value = [&](const auto& quotient) { return db.one(from<Item>().select(quotient)); };
    const auto half = money::from_coefficient(250);
    CHECK(value(price / 4) == half);
    CHECK(value(price / cost) == half);
    CHECK(value(price / pieces) == half);
    CHECK(value(1 / price) == money::from_coefficient(10));
    CHECK(value(max(price) / 4) == half);
    CHECK(value(price * 3 / 4 / 3) == half);
    CHECK(value(price / (cost * 1)) == half);
    CHECK(value(cast<money>(price / 3)) == money::from_coefficient(333));
    CHECK(value(case_when(price > 100, 0.5).otherwise(pieces) / pieces) == 1.0);
    CHECK(value(case_when(price > 100, 0.5).otherwise(pieces) / (pieces * 2)) == 0.5);
    CHECK(db.count(from<Item>().where(price / 4 == half)) == 1);
    CHECK_FALSE(value(price / (cost - 4)).has_value());
    db.exec(update<Item>().set(price /= 4).all_rows());
    CHECK(value(price) == half);
}

TEMPLATE_TEST_CASE("large sums of decimals are exact to the last of 15 digits", "[decimal]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Item>>();
    db.insert_many(std::vector<Item>(
        999, {.price = money::from_coefficient(99'999'999'999), .cost = money::from_coefficient(-1), .pieces = 1}));
    CHECK(db.one(from<Item>().select(sum(price))) == money::from_coefficient(99'899'999'999'001));
    CHECK(db.one(from<Item>().select(sum(price) + sum(cost))) == money::from_coefficient(99'899'999'998'002));
    CHECK(db.one(from<Item>().select(sum(price * pieces))) == money::from_coefficient(99'899'999'999'001));
    CHECK_FALSE(db.one(from<Item>().where(pieces > 1).select(sum(price))));
}
