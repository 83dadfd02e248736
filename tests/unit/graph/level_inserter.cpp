// Saved trees are few statements, whatever the number of rows; rows below rows that are there are inserted as trees are.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/trees.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace few_trips {

struct Shop {
    std::int64_t id{};
    std::string name;
};
struct Cart { // needs its shop
    std::int64_t id{};
    std::string label;
    std::int64_t shop_id{};
    std::int64_t visits{};
};
struct Line {
    std::int64_t id{};
    std::string text;
    std::int64_t amount{};
    std::int64_t cart_id{};
    std::int64_t seen{};
};
struct Coupon { // may be without one, and may be in many
    std::string code;
    std::int64_t worth{};
};
struct CartCoupon {
    std::int64_t cart_id{};
    std::string coupon_code;
};

} // namespace few_trips
using namespace few_trips;

template <> inline constexpr auto refract::model<Cart> =
    refract::table(refract::column<&Cart::visits>.default_to(0), foreign_key<&Cart::shop_id>.references<&Shop::id>(),
                   refract::through<CartCoupon>);
template <> inline constexpr auto refract::model<Line> =
    refract::table(refract::unique<&Line::text>, refract::column<&Line::seen>.default_to(0),
                   foreign_key<&Line::cart_id>.references<&Cart::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Coupon> = refract::table(refract::primary_key<&Coupon::code>);
template <> inline constexpr auto refract::model<CartCoupon> =
    refract::table(primary_key<&CartCoupon::cart_id, &CartCoupon::coupon_code>,
                   foreign_key<&CartCoupon::cart_id>.references<&Cart::id>().on_delete(refract::cascade),
                   foreign_key<&CartCoupon::coupon_code>.references<&Coupon::code>());

namespace few_trips {

using shops = schema<Shop, Cart, Line, Coupon, CartCoupon>;
struct LineRow {
    using model = Line;
    std::int64_t id{};
    std::string text;
    std::int64_t amount{};
};
struct CartTree {
    using model = Cart;
    std::int64_t id{};
    std::string label;
    std::vector<LineRow> lines{};
    std::vector<Coupon> coupons{};
};
struct ShopTree {
    using model = Shop;
    std::int64_t id{};
    std::string name;
    std::vector<CartTree> carts{};
};

int next_text = 0;
CartTree make_cart(std::size_t lines) {
    CartTree made{.label = "cart"};
    for (; lines > 0; --lines) made.lines.push_back({.text = std::to_string(++next_text), .amount = 1});
    return made;
}
/// 50 carts of 3 lines each.
ShopTree make_shop() {
    ShopTree made{.name = "shop"};
    while (made.carts.size() < 50) made.carts.push_back(make_cart(3));
    return made;
}
/// So many lines are gone, changed and new, in as many carts each.
void change_lines(ShopTree& tree, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        tree.carts[i].lines.erase(tree.carts[i].lines.begin());
        ++tree.carts[i + count].lines[0].amount;
        tree.carts[i + 2 * count].lines.push_back({.text = std::to_string(++next_text), .amount = 7});
    }
}
template <class Database, class Work> int trips_of(Database& db, Work work) {
    round_trips trips(db);
    work();
    return trips.count();
}

} // namespace few_trips

TEMPLATE_TEST_CASE("the statements of a saved tree are those of its levels", "[graph]", REFRACT_TEST_DATABASES) {
    constexpr bool by_rows = TestType::is_sqlite; // where an insert and an update is one row
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<shops>();
    ShopTree first = db.save(make_shop()), tree;
    db.save(db.save(ShopTree{.name = "other", .carts = {make_cart(1)}})); // so that all statements are known
    // BEGIN, the rows of each level, COMMIT.
    const int new_tree = trips_of(db, [&] { tree = db.save(make_shop()); });
    CHECK(new_tree == (by_rows ? 2 + 1 + 50 + 150 : 2 + 3));
    const auto lines = [&] {
        return fresh.rows(
            "SELECT count(*), sum(amount) FROM line WHERE cart_id IN (SELECT id FROM cart WHERE shop_id = " +
            std::to_string(tree.id) + ")");
    };
    CHECK(lines() == text_rows{"150|150"});

    // BEGIN, what is known of the shop, the tree (a statement for each level), COMMIT.
    const int unchanged = trips_of(db, [&] { tree = db.save(tree); });
    CHECK(unchanged == (by_rows ? 3 + 4 : 4));
    change_lines(tree, 1);
    tree = db.save(tree);
    change_lines(tree, 10);
    const int few = trips_of(db, [&] { tree = db.save(tree); });
    CHECK(few == unchanged + (by_rows ? 1 + 10 + 10 : 1 + 1 + 1));
    CHECK(lines() == text_rows{"150|226"}); // 11 gone, one of which had grown, 11 of 7 new, 11 greater by 1
    change_lines(tree, 16);
    const int more = trips_of(db, [&] { tree = db.save(tree); });
    CHECK(more == unchanged + (by_rows ? 1 + 16 + 16 : 1 + 1 + 1));
    CHECK(tree_text(db.save(first)) == tree_text(first)); // which nobody has touched
}

TEMPLATE_TEST_CASE("rows come from one parent to another of the tree, and stay the rows that they are", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<shops>();
    ShopTree tree = db.save(ShopTree{
        .name = "s",
        .carts = {{.label = "a", .lines = {{.text = "x"}, {.text = "y"}}, .coupons = {{"ten", 10}, {"one", 1}}},
                  {.label = "b", .lines = {{.text = "z"}}, .coupons = {{"ten", 10}}}}});
    const auto lines = [&] { return fresh.rows("SELECT text, cart_id, seen FROM line ORDER BY id"); };
    const auto coupons = [&] { return fresh.rows("SELECT cart_id, coupon_code FROM cart_coupon ORDER BY 1, 2"); };
    CHECK(lines() == text_rows{"x|1|0", "y|1|0", "z|2|0"});
    CHECK(coupons() == text_rows{"1|one", "1|ten", "2|ten"}); // the second one has found the coupon that the first made
    fresh.rows("UPDATE line SET seen = id");                  // which the trees do not know
    SECTION("forwards and backwards at once") {
        std::swap(tree.carts[0].lines, tree.carts[1].lines);
        std::swap(tree.carts[0].coupons, tree.carts[1].coupons);
        tree = db.save(tree);
        CHECK(lines() == text_rows{"x|2|1", "y|2|2", "z|1|3"});
        CHECK(coupons() == text_rows{"1|ten", "2|one", "2|ten"});
    }
    SECTION("out of a parent that goes") {
        tree.carts[1].lines.push_back(tree.carts[0].lines[1]);
        tree.carts.erase(tree.carts.begin());
        CHECK(lines().size() == 3);
        tree = db.save(tree); // it leaves before the cascade, which would take along what the trees do not know
        CHECK(lines() == text_rows{"y|2|2", "z|2|3"});
        CHECK(coupons() == text_rows{"2|ten"});
    }
    SECTION("a unique value is free for those behind") {
        tree.carts[0].lines[0].text = "w"; // x is free for the next one, whose y is free for the third
        tree.carts[0].lines[1].text = "x";
        tree.carts[1].lines[0].text = "y";
        tree.carts[1].lines.push_back({.text = "z"});
        tree = db.save(tree);
        CHECK(lines() == text_rows{"w|1|1", "x|1|2", "y|2|3", "z|2|0"});
        tree.carts[0].lines.erase(tree.carts[0].lines.begin()); // and what is gone goes first
        tree.carts[1].lines[0].text = "w";
        tree.carts[0].lines.push_back({.text = "y"});
        db.save(tree);
        CHECK(lines() == text_rows{"x|1|2", "w|2|3", "z|2|0", "y|1|0"});
    }
}

TEMPLATE_TEST_CASE("created rows are inserted as trees are", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<shops>();
    const std::int64_t id = db.save(ShopTree{.name = "s"}).id;
    const auto create = [&](std::size_t count) {
        std::vector<CartTree> made;
        while (made.size() < count) made.push_back(make_cart(2));
        made[0].coupons.push_back({"c" + std::to_string(++next_text), 1});
        return trips_of(db, [&] { db.template update<ShopTree>(id, at<&ShopTree::carts>.create(made)); });
    };
    create(1);
    // BEGIN, the shop, rows and links, COMMIT.
    CHECK(create(5) == (TestType::is_sqlite ? 3 + 5 * 3 + 2 : 4));
    CHECK(create(20) == (TestType::is_sqlite ? 3 + 20 * 3 + 2 : 4));
    CHECK(fresh.rows("SELECT count(*) FROM cart WHERE shop_id = 1") == text_rows{"26"});
    CHECK(fresh.rows("SELECT count(*) FROM line WHERE cart_id IN (SELECT id FROM cart)") == text_rows{"52"});
    CHECK(fresh.rows("SELECT count(*) FROM cart_coupon") == text_rows{"3"});
}
