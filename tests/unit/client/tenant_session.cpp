// One tenant's session has the tenant's rows, in every statement, and makes no others.

#include "support/databases.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace tenant_test {

struct Shop {
    std::int64_t id{};
    std::int32_t org_id{};
    std::string name;
    bool operator==(const Shop&) const = default;
};
struct Sale {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int64_t shop_id{};
    std::int32_t price{};
    bool gone = false;
    bool operator==(const Sale&) const = default;
};
struct Country { // of all
    std::int64_t id{};
    std::string name;
};
struct SaleLine {
    using model = Sale;
    std::int64_t id{};
    std::int32_t price{};
};
struct ShopTree {
    using model = Shop;
    std::int64_t id{};
    std::string name;
    std::vector<SaleLine> sales;
};
struct Page {
    std::int64_t id{};
    std::string owner;
};

} // namespace tenant_test

template <> inline constexpr auto refract::model<tenant_test::Shop> =
    refract::table(refract::tenant<&tenant_test::Shop::org_id>);
template <> inline constexpr auto refract::model<tenant_test::Sale> =
    refract::table(refract::tenant<&tenant_test::Sale::org_id>, refract::soft_delete<&tenant_test::Sale::gone>,
                   refract::column<&tenant_test::Sale::gone>.default_to(false),
                   refract::foreign_key<&tenant_test::Sale::shop_id>.references<&tenant_test::Shop::id>());
template <> inline constexpr auto refract::model<tenant_test::Page> =
    refract::table(refract::tenant<&tenant_test::Page::owner>);

using namespace tenant_test;

namespace {

/// Shops a (org 1) and b (org 2), each with two sales of which one is gone; a sale of org 2 stands in shop a.
template <class Fresh> void fill_tenant_session(Fresh& fresh) {
    fresh.db().template create_tables<schema<Shop, Sale, Country, Page>>();
    const bool is_sqlite = std::is_same_v<Fresh, fresh_database<on_sqlite>>;
    const std::string yes = is_sqlite ? "1" : "true", no = is_sqlite ? "0" : "false";
    fresh.rows("INSERT INTO shop (id, org_id, name) VALUES (1, 1, 'a'), (2, 2, 'b')");
    fresh.rows("INSERT INTO sale (id, org_id, shop_id, price, gone) VALUES (1, 1, 1, 10, " + no + "), (2, 1, 1, 20, " +
               yes + "), (3, 2, 2, 30, " + no + "), (4, 2, 2, 40, " + yes + "), (5, 2, 1, 50, " + no + ")");
    fresh.rows("INSERT INTO country (id, name) VALUES (1, 'x')");
    if (!is_sqlite) fresh.rows("ALTER TABLE sale ALTER id RESTART WITH 10; ALTER TABLE shop ALTER id RESTART WITH 10");
}
constexpr auto prices = from<Sale>().select(col<&Sale::price>).order_by(col<&Sale::id>);
using numbers = std::vector<std::int32_t>;

} // namespace

TEST_CASE("a statement has one placeholder for the tenant, the first", "[tenants]") {
    using on = dialect::postgres;
    CHECK(sql<on>(prices.where(col<&Sale::price> > 3)) ==
          R"(SELECT "price" FROM "sale" WHERE "price" > $2 AND "org_id" = $1 AND NOT "gone" ORDER BY "id")");
    CHECK(sql<on>(prices.all_tenants()) == R"(SELECT "price" FROM "sale" WHERE NOT "gone" ORDER BY "id")");
    CHECK(sql<on>(insert_into<Sale>().set(col<&Sale::shop_id> = 1, col<&Sale::price> = 2)) ==
          R"(INSERT INTO "sale" ("shop_id", "price", "org_id") VALUES ($2, $3, $1))");
    CHECK(sql<on>(from<Shop>().left_join<&Sale::shop_id>().select(count())) ==
          R"(SELECT count(*) FROM "shop" LEFT JOIN "sale" ON "sale"."shop_id" = "shop"."id" AND "sale"."org_id" = $1 )"
          R"(AND NOT "sale"."gone" WHERE "shop"."org_id" = $1)");
}

TEMPLATE_TEST_CASE("a tenant's queries see the tenant's rows", "[tenants]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_tenant_session(fresh);
    auto& db = fresh.db();
    auto one = db.tenant(1), two = db.tenant(std::int64_t{2});
    CHECK(one.all(prices) == numbers{10});
    CHECK(two.all(prices) == numbers{30, 50});
    CHECK(two.all(prices.with_deleted()) == numbers{30, 40, 50});
    CHECK(db.all(prices.all_tenants()) == numbers{10, 30, 50});
    CHECK(two.all(prices.all_tenants().with_deleted()) == numbers{10, 20, 30, 40, 50});
    CHECK(two.count(prices.where(col<&Sale::price> > param<std::int32_t>), 30) == 1);
    CHECK(one.count(from<Country>()) == 1);

    // Inside: relations, queries as values and tables, joins, conditions of the run time.
    CHECK(one.one(from<Shop>().select(count_of<&Sale::shop_id>())) == 1);
    CHECK(two.one(from<Shop>().select(count_of<&Sale::shop_id>())) == 1);
    predicate<Country> wanted;
    wanted &= exists(from<Sale>().where(col<&Sale::price> == 30));
    CHECK(one.count(from<Country>().where(wanted)) == 0);
    CHECK(two.count(from<Country>().where(wanted)) == 1);
    CHECK_THROWS_AS(db.count(from<Country>().where(wanted)), error); // of no tenant
    const auto ids = from<Sale>().select(col<&Sale::id>);
    CHECK(two.count(ids.where(col<&Sale::price> < 40).union_all(ids.where(col<&Sale::price> == 50))) == 2);
    CHECK(two.count(from<Shop>().template full_join<&Sale::shop_id>()) == 2);

    // Shapes: each level.
    const auto trees = from<Shop>()
                           .template select<ShopTree>(nested<&ShopTree::sales>().order_by(col<&Sale::id>))
                           .order_by(col<&Shop::id>);
    const auto first = two.all(trees);
    REQUIRE(first.size() == 1);
    CHECK(first[0].name == "b");
    CHECK(first[0].sales.size() == 1);
    const auto of_all = db.all(trees.all_tenants());
    REQUIRE(of_all.size() == 2);
    CHECK(of_all[0].sales.size() == 2); // one of them is of another tenant
    numbers by_row;
    for (const std::int32_t each : two.each(prices)) by_row.push_back(each);
    CHECK(by_row == numbers{30, 50});
    std::size_t streamed = 0;
    for (const ShopTree& each : two.each(trees)) streamed += each.sales.size();
    CHECK(streamed == 1);
}

TEMPLATE_TEST_CASE("a tenant's writes are of the tenant's rows", "[tenants]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_tenant_session(fresh);
    auto& db = fresh.db();
    auto one = db.tenant(1);
    CHECK(one.exec(update<Sale>().set(col<&Sale::price> += 1).all_rows()) == 1);
    CHECK(fresh.rows("SELECT price FROM sale ORDER BY id") == text_rows{"11", "20", "30", "40", "50"});
    CHECK(one.exec(insert_into<Sale>().set(col<&Sale::shop_id> = 1, col<&Sale::price> = 7)) == 1);
    CHECK(one.exec(delete_from<Sale>().where(col<&Sale::price> >= 10)) == 1);
    CHECK(one.all(prices) == numbers{7});
    // A key that another tenant's row has: it stays as it is.
    const auto upsert = insert_into<Sale>()
                            .set(col<&Sale::id> = 3, col<&Sale::shop_id> = 1, col<&Sale::price> = 1)
                            .template on_conflict<&Sale::id>();
    CHECK(one.exec(upsert.do_update(col<&Sale::price> = excluded<&Sale::price>)) == 0);
    CHECK(fresh.rows("SELECT org_id, price FROM sale WHERE id = 3") == text_rows{"2|30"});
    db.exec(
        insert_into<Sale>().all_tenants().set(col<&Sale::org_id> = 9, col<&Sale::shop_id> = 1, col<&Sale::price> = 8));
    CHECK(db.tenant(9).all(prices) == numbers{8});
    auto tx = db.begin();
    CHECK(tx.tenant(9).exec(delete_from<Sale>().all_rows().for_good()) == 1);
    tx.commit();
}

TEMPLATE_TEST_CASE("a tenant's objects are the tenant's", "[tenants]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_tenant_session(fresh);
    auto& db = fresh.db();
    auto one = db.tenant(1), two = db.tenant(2);
    CHECK(one.template find<Shop>(1) == Shop{1, 1, "a"});
    CHECK_FALSE(two.template find<Shop>(1));
    CHECK_THROWS_AS(two.update(Shop{1, 2, "stolen"}), not_found);
    one.update(Shop{1, 2, "renamed"}); // a row stays its tenant's
    CHECK(fresh.rows("SELECT org_id, name FROM shop WHERE id = 1") == text_rows{"1|renamed"});
    CHECK_FALSE(two.template erase<Sale>(1));
    CHECK_FALSE(two.erase_for_good(Sale{.id = 1}));
    CHECK(one.template erase<Sale>(1));
    CHECK(one.template erase_for_good<Sale>(1));

    const Shop made = two.insert(Shop{.name = "c"});
    CHECK(made.org_id == 2);
    CHECK(two.template get<Shop>(made.id) == made);
    CHECK(two.upsert(Shop{made.id, 1, "d"}) == Shop{made.id, 2, "d"});
    CHECK_THROWS_AS(one.upsert(Shop{made.id, 1, "stolen"}), not_found);
    CHECK(two.insert_many(std::vector<Shop>{{.name = "e"}, {.org_id = 1, .name = "f"}}) == 2);
    CHECK(fresh.rows("SELECT name FROM shop WHERE org_id = 2 ORDER BY name") == text_rows{"b", "d", "e", "f"});
    two.insert(ShopTree{.name = "g", .sales = {{.price = 5}, {.price = 6}}});
    CHECK(fresh.rows("SELECT count(*) FROM sale WHERE org_id = 2 AND price IN (5, 6)") == text_rows{"2"});
    CHECK_THROWS_AS(db.tenant(std::int64_t{1} << 40).insert(Shop{.name = "h"}), conversion_error);
    CHECK_THROWS_AS(db.tenant(std::int64_t{1} << 40).exec(insert_into<Shop>().set(col<&Shop::name> = "h")),
                    conversion_error);

    auto acme = db.tenant("acme");
    CHECK(acme.insert(Page{}).owner == "acme");
    CHECK(acme.count(from<Page>()) == 1);
    CHECK(db.tenant(std::string("other")).count(from<Page>()) == 0);
}
