// JSON that queries make: objects and lists, read back as structs.

#include <support/databases.hpp>

#include <refract/expr/json_aggregate.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

enum class Kind { book, film };
struct Item {
    std::int64_t id{};
    std::string title{};
    double price{};
    bool sold{};
    Kind kind = Kind::book;
    std::optional<int> pages{};
    decimal<2> tax{};
    json more{"{}"};
    std::int64_t shelf{};
};
struct Card {
    std::string title{};
    double price{};
    bool sold{};
    Kind kind = Kind::book;
    std::optional<int> pages{};
    decimal<2> tax{};
    json more{};
    bool operator==(const Card&) const = default;
};
struct Pair {
    std::int64_t id{};
    std::optional<std::vector<int>> all{};
    bool operator==(const Pair&) const = default;
};
struct Shelf {
    std::int64_t shelf{};
    json_of<std::vector<std::string>> titles{};
    bool operator==(const Shelf&) const = default;
};

constexpr auto card = json_object<Card>(col<&Item::title>, col<&Item::price>, col<&Item::sold>, col<&Item::kind>,
                                        col<&Item::pages>, col<&Item::tax>, col<&Item::more>);

constexpr auto per_shelf =
    from<Item>().group_by(col<&Item::shelf>).select<Shelf>(col<&Item::shelf>, json_array_of(col<&Item::title>));
constexpr auto sold_per_shelf =
    from<Item>()
        .group_by(col<&Item::shelf>)
        .select<Shelf>(col<&Item::shelf>, json_array_of(col<&Item::title>).filter(col<&Item::sold>));

template <class Database> void fill_json_aggregate(Database& db) {
    db.template create_tables<schema<Item>>();
    db.insert_many(std::vector<Item>{{0, "a\"'\\", 0.1 + 0.2, true, Kind::film, 5, 1.25_dec, {"[1]"}, 1},
                                     {0, "b", 1e100, false, Kind::book, {}, -0.5_dec, {"{\"x\": null}"}, 1},
                                     {0, "c", 2, true, Kind::book, 7, 10_dec, {"\"t\""}, 2}});
}

} // namespace

static_assert(std::is_same_v<decltype(card)::type, json_of<Card>>);
static_assert(std::is_same_v<decltype(json_array_of(card))::type, json_of<std::vector<Card>>>);
static_assert(
    std::is_same_v<decltype(json_array_of(col<&Item::pages>))::type, json_of<std::vector<std::optional<int>>>>);
static_assert(std::is_same_v<decltype(json_array_of<int>(col<&Item::pages>))::type, json_of<std::vector<int>>>);

TEMPLATE_TEST_CASE("an object of columns is read as its struct", "[json_aggregate]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_json_aggregate(db);
    const auto cards = db.all(from<Item>().select(card).order_by(col<&Item::id>));
    REQUIRE(cards.size() == 3);
    CHECK(*cards[0] == Card{"a\"'\\", 0.1 + 0.2, true, Kind::film, 5, 1.25_dec, {"[1]"}});
    CHECK(cards[1]->price == 1e100);
    CHECK(cards[1]->pages == std::nullopt);
    CHECK(cards[1]->more.text.find("null") != std::string::npos);
    CHECK(cards[2]->more == json{"\"t\""});
}

TEMPLATE_TEST_CASE("lists of a group, filtered, distinct, of no rows", "[json_aggregate]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_json_aggregate(db);
    CHECK(db.all(sold_per_shelf.order_by(col<&Item::shelf>)) == std::vector<Shelf>{{1, {{"a\"'\\"}}}, {2, {{"c"}}}});
    const auto all = db.one(from<Item>().where(col<&Item::shelf> == 2).select(json_array_of(card)));
    CHECK(*all == std::vector<Card>{{"c", 2, true, Kind::book, 7, 10_dec, {"\"t\""}}});
    static_assert(std::is_same_v<std::remove_const_t<decltype(all)>, json_of<std::vector<Card>>>); // never NULL
    CHECK(db.one(from<Item>().where(col<&Item::shelf> == 3).select(json_array_of(card)))->empty());
    CHECK(db.one(from<Item>().select(json_array_of(col<&Item::pages>)))->size() == 3);
    CHECK(db.one(from<Item>().select(json_array_of(col<&Item::sold>).distinct()))->size() == 2);
    CHECK(db.one(from<Item>().select(json_array_of(col<&Item::price>)))->at(0) == 0.1 + 0.2);
    CHECK(db.all(from(per_shelf).where(col<&Shelf::shelf> == 2)) == std::vector<Shelf>{{2, {{"c"}}}});
    CHECK(db.all(from<Item>().select(json_array_of(col<&Item::title>).over(partition_by(col<&Item::shelf>)))).size() ==
          3);
}

TEMPLATE_TEST_CASE("a list in an order, which SQLite has since 3.44", "[json_aggregate]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_json_aggregate(db);
    const auto titles = from<Item>().select(json_array_of(col<&Item::title>).order_by(col<&Item::id>.desc()));
    if (TestType::is_sqlite && sqlite3_libversion_number() < 3'044'000)
        CHECK_THROWS_WITH(db.one(titles), refract_test::has_text("needs SQLite 3.44, and this is "));
    else
        CHECK(*db.one(titles) == std::vector<std::string>{"c", "b", "a\"'\\"});
}
