// Situations of Prisma's kits: filters, relations as conditions, aggregations, groups, pages.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

constexpr auto codes = from<Customer>().select(code);
constexpr auto products = from<Product>().select(product_id);
constexpr auto orders = from<Order>().select(order_id);
constexpr auto of_customer = order_customer == code;
constexpr auto of_order = line_order == order_id;
constexpr auto of_product = line_product == product_id;

} // namespace

TEMPLATE_TEST_CASE("Prisma: filters", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("equals", products.where(stock == 0), "SELECT id FROM product WHERE stock = 0");
    s.rows("not equals leaves NULL out", from<Order>().where(order_employee != 6).select(order_id),
           "SELECT id FROM orders WHERE employee_id <> 6");
    s.rows("less, and less or equal", products.where(stock < 13 || stock <= 9),
           "SELECT id FROM product WHERE stock < 13");
    s.rows("greater, and greater or equal", products.where(stock >= 39 && stock > 39),
           "SELECT id FROM product WHERE stock > 39");
    s.rows("several bounds on one column", products.where(stock > 10 && stock < 30 && stock != 20),
           "SELECT id FROM product WHERE stock > 10 AND stock < 30 AND stock <> 20");
    s.rows("or of an empty list is nothing, of one is that one",
           codes.where(country.in(std::vector<std::string>{}) || country == "UK"),
           "SELECT code FROM customer WHERE country = 'UK'");
    s.rows("or inside not", products.where(!(stock == 0 || stock > 30)),
           "SELECT id FROM product WHERE stock > 0 AND stock <= 30");
    s.rows("and of three levels",
           products.where((stock > 0 && (price > 10 || (discontinued && stock < 30))) && product_id != 1),
           "SELECT id FROM product WHERE stock > 0 AND (price > 10 OR (discontinued AND stock < 30)) AND id <> 1");
    s.rows("not of a list of conditions", products.where(!(stock == 0) && !(price > 20)),
           "SELECT id FROM product WHERE stock <> 0 AND price <= 20");
    s.rows("a column against another of the same row",
           from<Line>().where(line_price > cast<money>(quantity)).select(line_order, line_product),
           "SELECT order_id, product_id FROM line WHERE price > quantity");
    s.rows("a text without regard to case, as a pattern", codes.where(company.ilike("b%")),
           "SELECT code FROM customer WHERE lower(company) LIKE 'b%'");
    s.rows("not a text that starts with another", codes.where(!company.starts_with("B")),
           "SELECT code FROM customer WHERE company NOT LIKE 'B%'");
    s.rows("a search text with every sign that patterns know", codes.where((company + "%_\\'\"").ends_with("%_\\'\"")),
           "SELECT code FROM customer");
    s.rows("a flag of the program that leaves a filter out",
           products.where_if(false, stock > 20).where_if(true, price > 20), "SELECT id FROM product WHERE price > 20");
    predicate<Product> wanted;
    s.rows("an empty filter is every row", products.where(wanted), "SELECT id FROM product");
    wanted |= stock == 0;
    wanted |= price > 30;
    wanted &= !discontinued;
    s.rows("a filter put together of or and and", products.where(wanted),
           "SELECT id FROM product WHERE (stock = 0 OR price > 30) AND NOT discontinued");
    s.rows("a time between two", orders.where(placed >= day_of(1997, 8, 25) && placed < day_of(1997, 8, 26)),
           {"SELECT id FROM orders WHERE date(placed) = '1997-08-25'",
            "SELECT id FROM orders WHERE CAST(placed AT TIME ZONE 'UTC' AS date) = '1997-08-25'"});
    s.rows("a decimal between two", products.where(price > 17.44_dec && price < 18.01_dec),
           "SELECT id FROM product WHERE price > 17.44 AND price < 18.01");
    s.rows("an enum is not one of several", orders.where(status.not_in(Status::sent)),
           "SELECT id FROM orders WHERE status <> 'sent'");
}

TEMPLATE_TEST_CASE("Prisma: relations as conditions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    using boss = alias<Employee, "boss">;
    using member = alias<Employee, "member">;
    constexpr auto members = from<member>().where(col<&Employee::boss_id, member> == employee_id);

    s.rows("some: at least one related row", codes.where(exists(from<Order>().where(of_customer && freight > 60))),
           "SELECT DISTINCT customer_code FROM orders WHERE freight > 60");
    s.rows("none: no related row", codes.where(!exists(from<Order>().where(of_customer && freight > 60))),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders WHERE freight > 60");
    s.rows("every: no related row that fails",
           codes.where(!exists(from<Order>().where(of_customer && shipped.is_null()))),
           "SELECT code FROM customer WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer_code = code AND shipped IS "
           "NULL)");
    s.rows("every and some: rows without related ones left out",
           codes.where(exists(from<Order>().where(of_customer)) &&
                       !exists(from<Order>().where(of_customer && shipped.is_null()))),
           "SELECT customer_code FROM orders WHERE customer_code IS NOT NULL GROUP BY customer_code HAVING count(*) = "
           "count(shipped)");
    s.rows("is: a condition on the one it refers to",
           from<Order>().template join<&Order::customer_code>().where(country == "Sweden").select(order_id),
           "SELECT id FROM orders WHERE customer_code = 'BERGS'");
    s.rows("is not: the other ones, and those that refer to none",
           from<Order>()
               .template left_join<&Order::customer_code>()
               .where(country.is_distinct_from("Sweden"))
               .select(order_id),
           "SELECT id FROM orders WHERE customer_code IS NULL OR customer_code <> 'BERGS'");
    s.rows("is null: it refers to none", orders.where(order_customer.is_null()), "SELECT 13");
    s.rows(
        "two relations deep",
        codes.where(exists(from<Order>().where(of_customer && exists(from<Line>().where(of_order && quantity > 49))))),
        "SELECT DISTINCT customer_code FROM orders AS o JOIN line ON order_id = o.id WHERE quantity > 49");
    s.rows("three relations deep",
           codes.where(exists(from<Order>().where(
               of_customer && exists(from<Line>().where(
                                  of_order && exists(from<Product>().where(of_product && product_category == 4))))))),
           "SELECT DISTINCT customer_code FROM orders AS o JOIN line ON order_id = o.id JOIN product AS p ON p.id = "
           "product_id WHERE category_id = 4");
    s.rows(
        "none of some",
        codes.where(!exists(from<Order>().where(of_customer && exists(from<Line>().where(of_order && discount > 0))))),
        "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders AS o JOIN line ON order_id = "
        "o.id WHERE discount > 0 AND customer_code IS NOT NULL)");
    s.rows("two conditions on different related rows",
           codes.where(exists(from<Order>().where(of_customer && shipped.is_null())) &&
                       exists(from<Order>().where(of_customer && shipped.is_not_null()))),
           "SELECT customer_code FROM orders WHERE customer_code IS NOT NULL GROUP BY customer_code HAVING "
           "count(shipped) > 0 AND count(shipped) < count(*)");
    s.rows("a table that refers to itself: some", from<Employee>().where(exists(members)).select(employee_id),
           "SELECT 2 UNION SELECT 5");
    s.rows("a table that refers to itself: none", from<Employee>().where(!exists(members)).select(employee_id),
           "SELECT id FROM employee WHERE id NOT IN (2, 5)");
    s.rows("a table that refers to itself: the one referred to",
           from<Employee>()
               .template join<&Employee::boss_id, boss>()
               .where(col<&Employee::title, boss> == "Manager")
               .select(employee_id),
           "SELECT id FROM employee WHERE boss_id = 5");
    s.rows("over a table between: some",
           products.where(
               exists(from<Line>().template join<Order>(of_order).where(of_product && order_customer == "ALFKI"))),
           "SELECT DISTINCT product_id FROM line JOIN orders AS o ON o.id = order_id WHERE customer_code = 'ALFKI'");
    s.ordered("ordered by a count of related rows",
              codes.order_by(scalar(from<Order>().where(of_customer).select(count())).desc(), code).limit(3),
              "SELECT 'ALFKI' UNION ALL SELECT 'AROUT' UNION ALL SELECT 'BERGS'");
    s.ordered(
        "ordered by what it refers to",
        orders.template left_join<&Order::customer_code>()
            .order_by(company.asc().nulls_last(), order_id.desc())
            .limit(2),
        {"SELECT o.id FROM orders AS o JOIN customer ON code = customer_code ORDER BY company, o.id DESC LIMIT 2",
         "SELECT o.id FROM orders AS o JOIN customer ON code = customer_code ORDER BY company, o.id DESC LIMIT 2"});
    s.rows("counts of related rows, one with a condition",
           from<Customer>().select(code, scalar(from<Order>().where(of_customer).select(count())),
                                   scalar(from<Order>().where(of_customer && shipped.is_null()).select(count()))),
           "SELECT code, count(o.id), count(CASE WHEN o.id IS NOT NULL AND shipped IS NULL THEN 1 END) FROM customer "
           "LEFT JOIN orders AS o ON customer_code = code GROUP BY code");
}

TEMPLATE_TEST_CASE("Prisma: aggregations and groups", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("everything at once",
           from<Product>().select(count(), count(product_category), sum(stock), avg(stock), min(price), max(price)),
           "SELECT count(*), count(category_id), sum(stock), avg(stock), min(price), max(price) FROM product");
    s.rows("everything at once, of no rows",
           from<Product>().where(product_id < 0).select(count(), sum(stock), avg(stock), min(price)),
           "SELECT 0, NULL, NULL, NULL");
    s.rows("of a page: order, limit and offset first",
           from(from<Product>().order_by(product_id).limit(4).offset(2)).select(sum(stock), count()),
           "SELECT sum(stock), count(*) FROM product WHERE id BETWEEN 3 AND 6");
    s.rows("with a condition on a related row",
           from<Line>().template join<Product>(of_product).where(discontinued).select(sum(quantity)),
           "SELECT sum(quantity) FROM line WHERE product_id IN (5, 11)");
    s.rows("by one column", from<Line>().group_by(line_product).select(line_product, sum(quantity), avg(discount)),
           "SELECT product_id, sum(quantity), avg(discount) FROM line GROUP BY product_id");
    s.rows("by a column that may be NULL, counted",
           from<Product>().group_by(product_category).select(product_category, count(), count(product_category)),
           "SELECT category_id, count(*), count(category_id) FROM product GROUP BY category_id");
    s.ordered(
        "by one column, ordered by a sum, one page",
        from<Line>()
            .group_by(line_product)
            .order_by(sum(quantity).desc(), line_product)
            .limit(2)
            .offset(1)
            .select(line_product, sum(quantity)),
        "SELECT product_id, sum(quantity) FROM line GROUP BY product_id ORDER BY sum(quantity) DESC, product_id LIMIT "
        "2 OFFSET 1");
    s.rows("having a sum within bounds",
           from<Line>().group_by(line_product).having(sum(quantity).between(20, 60)).select(line_product),
           "SELECT product_id FROM line GROUP BY product_id HAVING sum(quantity) BETWEEN 20 AND 60");
    s.rows("having a mean, and not a count",
           from<Line>().group_by(line_product).having(avg(discount) > 0.01 && !(count() == 2)).select(line_product),
           "SELECT product_id FROM line GROUP BY product_id HAVING avg(discount) > 0.01 AND count(*) <> 2");
    s.rows("having one of a list", from<Line>().group_by(line_order).having(count().in(2, 3)).select(line_order),
           "SELECT order_id FROM line GROUP BY order_id HAVING count(*) IN (2, 3)");
    s.rows("having or",
           from<Line>().group_by(line_product).having(count() > 3 || max(quantity) < 10).select(line_product),
           "SELECT product_id FROM line GROUP BY product_id HAVING count(*) > 3 OR max(quantity) < 10");
    s.rows("having a text's bounds", from<Customer>().group_by(country).having(min(code) < "B").select(country),
           "SELECT DISTINCT country FROM customer WHERE code < 'B'");
    s.none("having what no group has", from<Line>().group_by(line_order).having(count() > 99).select(line_order),
           "SELECT 1 WHERE 1 = 0");
    s.rows("distinct values of some columns", from<Order>().select(order_customer, order_employee).distinct(),
           "SELECT DISTINCT customer_code, employee_id FROM orders");
    s.is("a count of rows", s.db().count(from<Product>().where(stock > 20)),
         "SELECT count(*) FROM product WHERE stock > 20");
    s.is("a count with a limit", s.db().count(from<Product>().order_by(product_id).limit(3)), "SELECT 3");
    s.is("a count with an offset", s.db().count(from<Product>().order_by(product_id).offset(10)), "SELECT 2");
    s.rows("whole numbers over the edge of int, in a sum",
           from<Product>().select(sum(stock * std::int64_t{1'000'000'000})),
           "SELECT sum(CAST(stock AS bigint) * 1000000000) FROM product");
}

TEMPLATE_TEST_CASE("Prisma: pages behind a row", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto by_price = from<Product>().order_by(price.desc(), product_id);
    constexpr auto by_region = from<Customer>().order_by(region.asc().nulls_last(), code);

    s.ordered("behind a row, by key", from<Product>().order_by(product_id).select(product_id).after(4).limit(3),
              "SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7");
    s.ordered("before a row, by key", from<Product>().order_by(product_id).select(product_id).before(4).limit(2),
              "SELECT 2 UNION ALL SELECT 3");
    s.ordered("behind a row, in mixed directions", by_price.select(product_id).after(18.00_dec, 1).limit(3),
              "SELECT id FROM product WHERE price < 18 OR (price = 18 AND id > 1) ORDER BY price DESC, id LIMIT 3");
    s.ordered("behind an object", by_price.select(product_id).after(s.db().template get<Product>(4)).limit(2),
              "SELECT id FROM product WHERE price < 22 OR (price = 22 AND id > 4) ORDER BY price DESC, id LIMIT 2");
    s.ordered("before a row, in mixed directions", by_price.select(product_id).before(18.00_dec, 12).limit(2),
              "SELECT 2 UNION ALL SELECT 1");
    s.ordered("behind a row whose column is NULL", by_region.select(code).after(text(), "BERGS").limit(2),
              "SELECT 'BLAUS' UNION ALL SELECT 'BSBEV'");
    s.ordered("from values to NULL", by_region.select(code).after(text("OR"), "THEBI").limit(2),
              "SELECT 'ALFKI' UNION ALL SELECT 'ANATR'");
    s.none("behind the last row", from<Product>().order_by(product_id).select(product_id).after(12),
           "SELECT 1 WHERE 1 = 0");
    s.ordered("behind a row, with a condition",
              from<Product>().where(stock > 20).order_by(product_id).select(product_id).after(4),
              "SELECT id FROM product WHERE stock > 20 AND id > 4 ORDER BY id");
    s.ordered("pages of a join",
              from<Order>()
                  .template join<&Order::customer_code>()
                  .order_by(company, order_id)
                  .select(order_id)
                  .after("Berglunds snabbk\xC3\xB6p", 7)
                  .limit(2),
              "SELECT 8 UNION ALL SELECT 12");
}
