// Situations in which the run time decides: lists that their readers sort, reports with a choice, numbers at their ends.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

TEMPLATE_TEST_CASE("Prisma: pages of lists that their readers sort", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    scenarios s(fresh);
    const Product seen = db.template get<Product>(2);
    ordering<Product> by_name(product_name);
    by_name.by(product_id);
    const auto names = from<Product>().order_by(by_name).select(product_name);
    s.ordered("the page behind a row in the reader's order", names.after(seen).limit(2),
              "SELECT name FROM product WHERE name > 'Chang' ORDER BY name, id LIMIT 2");
    s.ordered(
        "the page in front of it", names.before(seen).limit(2),
        "SELECT name FROM (SELECT name, id FROM product WHERE name < 'Chang' ORDER BY name DESC, id DESC LIMIT 2) "
        "AS p ORDER BY name, id");
    ordering<Product> by_price(price.desc());
    by_price.by(product_id);
    s.ordered("the page behind a row, largest first", from<Product>().order_by(by_price).after(seen).select(product_id),
              "SELECT id FROM product WHERE price < (SELECT price FROM product WHERE id = 2) OR (price = (SELECT price "
              "FROM product WHERE id = 2) AND id > 2) ORDER BY price DESC, id");
    s.template refuses<error>("an order that does not tell rows apart", [&] {
        static_cast<void>(db.all(from<Product>().order_by(ordering<Product>(price)).after(seen)));
    });
}

TEMPLATE_TEST_CASE("Django: reports with a choice", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    scenarios s(fresh);
    const auto groups = [](bool large) {
        return from<Product>().group_by(discontinued).having_if(large, count() > 2).select(discontinued, count());
    };
    s.rows("groups under a condition that is asked for", groups(true),
           "SELECT discontinued, count(*) FROM product GROUP BY discontinued HAVING count(*) > 2");
    s.rows("and that is not", groups(false), "SELECT discontinued, count(*) FROM product GROUP BY discontinued");
    const auto window = order_by(product_id);
    s.ordered("a value a number of rows ahead that only the run time knows",
              from<Product>().select(product_id, lag(product_id, std::int64_t{-2}).over(window)).order_by(product_id),
              "SELECT id, lead(id, 2) OVER (ORDER BY id) FROM product ORDER BY id");
    s.ordered("a part of a text up to a number beyond 32 bits",
              from<Product>().select(substring(product_name, 2, std::int64_t{5'000'000'000})).order_by(product_id),
              "SELECT substr(name, 2) FROM product ORDER BY id");
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("linq2db: MERGE with a choice, PostgreSQL only", "[scenarios]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    using other = alias<Product, "other">;
    const auto merged = [](bool renames) {
        return merge_into<Product>()
            .using_table<other>(product_id == col<&Product::id, other>)
            .when_matched(product_id == 1)
            .do_update(product_id = col<&Product::id, other>)
            .set_if(renames, product_name = "renamed");
    };
    s.writes("assignments that are not asked for", merged(false), 1, "SELECT name FROM product WHERE id = 1", {"Chai"});
    s.writes("assignments that are", merged(true), 1, "SELECT name FROM product WHERE id = 1", {"renamed"});
}
#endif
