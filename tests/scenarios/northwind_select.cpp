// Situations of EF Core's Northwind suites: what is selected, joins, paging, sub-queries.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

constexpr auto of_customer = order_customer == code;
constexpr auto of_order = line_order == order_id;
constexpr auto of_product = line_product == product_id;
using boss = alias<Employee, "boss">;
using other = alias<Customer, "other">;
using other_order = alias<Order, "later">;

struct Name {
    std::string first{}, last{};
};
struct CustomerOrders {
    std::string code{};
    std::int64_t orders{};
};
struct OrderRef {
    text customer_code{};
    std::int64_t id{};
};

} // namespace

TEMPLATE_TEST_CASE("EF Core: Northwind, select", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.ordered("whole objects", from<Category>().order_by(category_id), "SELECT id, name FROM category ORDER BY id");
    s.ordered("one column that may be NULL", from<Customer>().order_by(code).select(city),
              "SELECT city FROM customer ORDER BY code");
    s.ordered("several columns", from<Customer>().order_by(code).select(code, city, region),
              "SELECT code, city, region FROM customer ORDER BY code");
    s.ordered("a struct by the names of its fields", from<Employee>().order_by(employee_id).template select<Name>(),
              "SELECT first, last FROM employee ORDER BY id");
    s.ordered("a struct by position", from<Employee>().order_by(employee_id).template select<Name>(last_name, title),
              "SELECT last, title FROM employee ORDER BY id");
    s.ordered("a constant beside a column", from<Category>().order_by(category_id).select(category_id, value(42)),
              "SELECT id, 42 FROM category ORDER BY id");
    s.ordered("a constant alone", from<Category>().select(value(std::string("x"))), "SELECT 'x' FROM category");
    s.ordered("arithmetic", from<Product>().order_by(product_id).select(product_id * 2 + 1, -product_id),
              "SELECT id * 2 + 1, -id FROM product ORDER BY id");
    s.ordered("a product of decimals", from<Line>().order_by(line_order, line_product).select(line_price * quantity),
              "SELECT price * quantity FROM line ORDER BY order_id, product_id");
    s.ordered("a comparison as a value", from<Product>().order_by(product_id).select(product_id, stock > 20),
              "SELECT id, stock > 20 FROM product ORDER BY id");
    s.ordered("whether a column is NULL, as a value", from<Customer>().order_by(code).select(code, region.is_null()),
              "SELECT code, region IS NULL FROM customer ORDER BY code");
    s.ordered("a concatenation", from<Employee>().order_by(employee_id).select(last_name + ", " + first_name),
              "SELECT last || ', ' || first FROM employee ORDER BY id");
    s.ordered("a concatenation with what may be NULL", from<Customer>().order_by(code).select(code + "/" + region),
              "SELECT code || '/' || region FROM customer ORDER BY code");
    s.ordered("a NULL replaced by another column",
              from<Customer>().order_by(code).select(coalesce(region, city, country)),
              "SELECT coalesce(region, city, country) FROM customer ORDER BY code");
    s.ordered("a choice of several values",
              from<Product>()
                  .order_by(product_id)
                  .select(product_id, case_when(stock == 0, "none").when(stock < 20, "few").otherwise("many")),
              "SELECT id, CASE WHEN stock = 0 THEN 'none' WHEN stock < 20 THEN 'few' ELSE 'many' END FROM product "
              "ORDER BY id");
    s.ordered("a choice without an otherwise",
              from<Product>().order_by(product_id).select(case_when(discontinued, product_name)),
              "SELECT CASE WHEN discontinued THEN name END FROM product ORDER BY id");
    s.ordered("a number converted to another type",
              from<Product>().order_by(product_id).select(cast<double>(stock) / 4),
              {"SELECT stock / 4.0 FROM product ORDER BY id"});
    s.ordered(
        "a decimal cut to a whole number", from<Product>().order_by(product_id).select(cast<std::int64_t>(price)),
        {"SELECT CAST(price AS INTEGER) FROM product ORDER BY id", "SELECT trunc(price) FROM product ORDER BY id"});
    s.ordered("a number as text", from<Product>().order_by(product_id).select(cast<std::string>(stock) + " left"),
              {"SELECT stock || ' left' FROM product ORDER BY id"});
    s.ordered("parts of a time",
              from<Order>().order_by(order_id).select(year_of(placed), month_of(placed), hour_of(placed)),
              {"SELECT CAST(substr(placed, 1, 4) AS INTEGER), CAST(substr(placed, 6, 2) AS INTEGER), "
               "CAST(substr(placed, 12, 2) AS INTEGER) FROM orders ORDER BY id",
               "SELECT date_part('year', placed AT TIME ZONE 'UTC'), date_part('month', placed AT TIME ZONE 'UTC'), "
               "date_part('hour', placed AT TIME ZONE 'UTC') FROM orders ORDER BY id"});
    s.ordered("a count of related rows",
              from<Customer>().order_by(code).select(code, scalar(from<Order>().where(of_customer).select(count()))),
              "SELECT code, (SELECT count(*) FROM orders WHERE customer_code = code) FROM customer ORDER BY code");
    s.ordered(
        "the latest related row",
        from<Customer>().order_by(code).select(
            code, scalar(from<Order>().where(of_customer).order_by(placed.desc()).limit(1).select(order_id))),
        "SELECT code, (SELECT id FROM orders WHERE customer_code = code ORDER BY placed DESC LIMIT 1) FROM customer "
        "ORDER BY code");
    s.ordered("whether there are related rows, as a value",
              from<Customer>().order_by(code).select(code, exists(from<Order>().where(of_customer))),
              "SELECT code, EXISTS (SELECT 1 FROM orders WHERE customer_code = code) FROM customer ORDER BY code");
    s.rows("distinct values", from<Customer>().select(country).distinct(), "SELECT DISTINCT country FROM customer");
    s.rows("distinct values with a NULL among them", from<Customer>().select(region).distinct(),
           "SELECT DISTINCT region FROM customer");
    s.rows("distinct pairs", from<Line>().select(line_product, line_price).distinct(),
           "SELECT DISTINCT product_id, price FROM line");
    s.ordered("distinct values, ordered and cut",
              from<Customer>().select(country).distinct().order_by(country).limit(3),
              "SELECT DISTINCT country FROM customer ORDER BY country LIMIT 3");
}

TEMPLATE_TEST_CASE("EF Core: Northwind, joins", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("an inner join by a condition", from<Customer>().join<Order>(of_customer).select(company, order_id),
           "SELECT company, o.id FROM customer JOIN orders AS o ON customer_code = code");
    s.rows("an inner join by the foreign key", from<Order>().join<&Order::customer_code>().select(company, order_id),
           "SELECT company, o.id FROM customer JOIN orders AS o ON customer_code = code");
    s.rows("a left join", from<Customer>().template left_join<Order>(of_customer).select(code, order_id),
           "SELECT code, o.id FROM customer LEFT JOIN orders AS o ON customer_code = code");
    s.rows("a left join whose missing rows are kept",
           from<Customer>().template left_join<Order>(of_customer).where(order_id.is_null()).select(code),
           "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders WHERE customer_code IS NOT "
           "NULL)");
    s.rows("a right join", from<Customer>().template right_join<Order>(of_customer).select(code, order_id),
           "SELECT code, o.id FROM orders AS o LEFT JOIN customer ON customer_code = code");
    s.rows("a full join", from<Customer>().template full_join<Order>(of_customer).select(code, order_id),
           "SELECT code, o.id FROM orders AS o LEFT JOIN customer ON customer_code = code UNION ALL SELECT code, NULL "
           "FROM customer WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer_code = code)");
    s.rows("a cross join", from<Category>().template cross_join<Employee>().select(category_id, employee_id),
           "SELECT c.id, e.id FROM category AS c, employee AS e");
    s.rows("a cross join with a condition on both",
           from<Category>()
               .template cross_join<Employee>()
               .where(category_id < employee_id)
               .select(category_id, employee_id),
           "SELECT c.id, e.id FROM category AS c, employee AS e WHERE c.id < e.id");
    s.rows("a table joined to itself",
           from<Employee>().join<&Employee::boss_id, boss>().select(last_name, col<&Employee::last, boss>),
           "SELECT e.last, b.last FROM employee AS e, employee AS b WHERE b.id = e.boss_id");
    s.rows(
        "a table left-joined to itself",
        from<Employee>().template left_join<&Employee::boss_id, boss>().select(last_name, col<&Employee::last, boss>),
        "SELECT e.last, b.last FROM employee AS e LEFT JOIN employee AS b ON b.id = e.boss_id");
    s.rows("pairs of one table by an inequality",
           from<Customer>()
               .join<other>(col<&Customer::city, other> == city && code < col<&Customer::code, other>)
               .select(code, col<&Customer::code, other>),
           "SELECT a.code, b.code FROM customer AS a, customer AS b WHERE a.city = b.city AND a.code < b.code");
    s.rows("a join by two conditions",
           from<Order>().join<Line>(of_order && line_price > 20).select(order_id, line_product),
           "SELECT o.id, product_id FROM orders AS o, line WHERE order_id = o.id AND price > 20");
    s.rows("a left join with a condition of its own",
           from<Customer>().template left_join<Order>(of_customer && freight > 100).select(code, order_id),
           "SELECT code, o.id FROM customer LEFT JOIN orders AS o ON customer_code = code AND freight > 100");
    s.rows("four tables in a row",
           from<Customer>()
               .join<Order>(of_customer)
               .join<Line>(of_order)
               .join<Product>(of_product)
               .where(country == "USA")
               .select(company, product_name, quantity),
           "SELECT company, p.name, quantity FROM customer, orders AS o, line AS l, product AS p WHERE customer_code = "
           "code AND order_id = o.id AND product_id = p.id AND country = 'USA'");
    s.rows(
        "a left join behind an inner one",
        from<Line>()
            .join<Product>(of_product)
            .template left_join<Category>(product_category == category_id)
            .select(product_name, category_name),
        "SELECT p.name, c.name FROM line JOIN product AS p ON product_id = p.id LEFT JOIN category AS c ON category_id "
        "= c.id");
    s.rows("whole objects of two tables",
           from<Product>().join<&Product::category_id>().select(product_id, category_name),
           "SELECT p.id, c.name FROM product AS p JOIN category AS c ON c.id = category_id");
    s.rows("a join with the rows of a query",
           from<Customer>()
               .join(from<Order>().where(freight > 30).template select<OrderRef>(order_customer, order_id),
                     col<&OrderRef::customer_code> == code)
               .select(code, col<&OrderRef::id>),
           "SELECT code, id FROM customer JOIN orders ON customer_code = code AND freight > 30");
    s.rows("a join with a grouped query",
           from<Customer>()
               .join(from<Order>()
                         .where(order_customer.is_not_null())
                         .group_by(order_customer)
                         .template select<CustomerOrders>(coalesce(order_customer, ""), count()),
                     col<&CustomerOrders::code> == code)
               .select(company, col<&CustomerOrders::orders>),
           "SELECT company, count(*) FROM customer JOIN orders ON customer_code = code GROUP BY code, company");
    s.rows("a left join with a grouped query",
           from<Customer>()
               .template left_join(from<Order>()
                                       .where(order_customer.is_not_null())
                                       .group_by(order_customer)
                                       .template select<CustomerOrders>(coalesce(order_customer, ""), count()),
                                   col<&CustomerOrders::code> == code)
               .select(code, coalesce(col<&CustomerOrders::orders>, 0)),
           "SELECT code, (SELECT count(*) FROM orders WHERE customer_code = code) FROM customer");
    s.rows("the rows without a later one",
           from<Order>()
               .template left_join<other_order>(col<&Order::customer_code, other_order> == order_customer &&
                                                col<&Order::placed, other_order> > placed)
               .where(col<&Order::id, other_order>.is_null())
               .select(order_id),
           "SELECT id FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM orders AS l WHERE l.customer_code = "
           "o.customer_code AND l.placed > o.placed)");
}

TEMPLATE_TEST_CASE("EF Core: Northwind, order and pages", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto codes = from<Customer>().select(code);

    s.ordered("by one column", codes.order_by(code), "SELECT code FROM customer ORDER BY code");
    s.ordered("by a column, descending", codes.order_by(code.desc()), "SELECT code FROM customer ORDER BY code DESC");
    s.ordered("by several columns in several directions", codes.order_by(country, code.desc()),
              "SELECT code FROM customer ORDER BY country, code DESC");
    s.ordered("by a column that is not selected", codes.order_by(country, city.asc().nulls_last(), code),
              "SELECT code FROM customer ORDER BY country, city, code");
    s.ordered("by an expression", from<Product>().order_by(price * stock, product_id).select(product_id),
              "SELECT id FROM product ORDER BY price * stock, id");
    s.ordered("by whether a column is NULL", codes.order_by(region.is_null(), code),
              "SELECT code FROM customer ORDER BY region IS NULL, code");
    s.ordered("by a choice of values", codes.order_by(case_when(country == "UK", 0).otherwise(1), code),
              "SELECT code FROM customer ORDER BY CASE WHEN country = 'UK' THEN 0 ELSE 1 END, code");
    s.ordered("by a count of related rows",
              codes.order_by(scalar(from<Order>().where(of_customer).select(count())).desc(), code),
              "SELECT code FROM customer ORDER BY (SELECT count(*) FROM orders WHERE customer_code = code) DESC, code");
    s.ordered("by a column of a joined table",
              from<Order>().join<&Order::customer_code>().order_by(country, order_id).select(order_id),
              "SELECT o.id FROM orders AS o JOIN customer ON code = customer_code ORDER BY country, o.id");
    s.ordered("NULLs first", codes.order_by(region.asc().nulls_first(), code),
              "SELECT code FROM customer ORDER BY region IS NOT NULL, region, code");
    s.ordered("NULLs last, descending", codes.order_by(region.desc().nulls_last(), code),
              "SELECT code FROM customer ORDER BY region IS NULL, region DESC, code");
    s.ordered("the first rows", codes.order_by(code).limit(3), "SELECT code FROM customer ORDER BY code LIMIT 3");
    s.ordered("all but the first rows", codes.order_by(code).offset(9),
              "SELECT code FROM customer ORDER BY code LIMIT 100 OFFSET 9");
    s.ordered("a page in the middle", codes.order_by(code).offset(2).limit(3),
              "SELECT code FROM customer ORDER BY code LIMIT 3 OFFSET 2");
    s.ordered("a page whose bounds are parameters",
              codes.order_by(code).limit(param<std::int64_t>).offset(param<std::int64_t>),
              "SELECT code FROM customer ORDER BY code LIMIT 2 OFFSET 5", 2, 5);
    s.none("a page behind the end", codes.order_by(code).offset(100).limit(5), "SELECT code FROM customer WHERE 0 = 1");
    s.none("a page of no rows", codes.order_by(code).limit(0), "SELECT code FROM customer LIMIT 0");
    s.ordered(
        "a condition on a page", from(from<Customer>().order_by(code).limit(6)).where(country == "UK").order_by(code),
        "SELECT * FROM (SELECT code, company, city, region, country FROM customer ORDER BY code LIMIT 6) AS c WHERE "
        "country = 'UK' ORDER BY code");
    s.ordered("a page of a page",
              from(from<Customer>().order_by(code).limit(6)).order_by(code.desc()).limit(2).select(code),
              "SELECT code FROM (SELECT code FROM customer ORDER BY code LIMIT 6) AS c ORDER BY code DESC LIMIT 2");
    s.ordered(
        "distinct values of a page",
        from(from<Customer>().order_by(code).limit(5)).select(country).distinct().order_by(country),
        "SELECT DISTINCT country FROM (SELECT country FROM customer ORDER BY code LIMIT 5) AS c ORDER BY country");
    s.ordered("the last page, turned around",
              from(from<Customer>().order_by(code.desc()).limit(3)).order_by(code).select(code),
              "SELECT code FROM (SELECT code FROM customer ORDER BY code DESC LIMIT 3) AS c ORDER BY code");
    ordering<Customer> order;
    order.by(country.desc());
    order.by(code);
    s.ordered("an order put together at run time", codes.order_by(order),
              "SELECT code FROM customer ORDER BY country DESC, code");
    s.is("the first row, if there is one", s.db().first(codes.order_by(code)).value(),
         "SELECT min(code) FROM customer");
    s.is("the first row of none", s.db().first(codes.where(country == "Atlantis")).has_value(),
         {"SELECT 0", "SELECT false"});
    s.is("the only row", s.db().one(codes.where(country == "Canada")),
         "SELECT code FROM customer WHERE country = 'Canada'");
    s.template refuses<too_many_rows>("the only row of several", [&] { s.db().one(codes); });
    s.template refuses<not_found>("the only row of none", [&] { s.db().one(codes.where(country == "Atlantis")); });
    s.is("whether there is a row", s.db().exists(codes.where(country == "UK")), {"SELECT 1", "SELECT true"});
    s.is("how many rows", s.db().count(codes.where(country == "UK")),
         "SELECT count(*) FROM customer WHERE country = 'UK'");
    s.is("how many rows of a page", s.db().count(codes.order_by(code).limit(5)), "SELECT 5");
    s.is("how many distinct values", s.db().count(from<Customer>().select(country).distinct()),
         "SELECT count(DISTINCT country) FROM customer");
    s.is("a row by its key", s.db().template find<Category>(3)->name, "SELECT name FROM category WHERE id = 3");
    s.is("a row by a key of two columns", s.db().template get<Line>(2, 4).quantity,
         "SELECT quantity FROM line WHERE order_id = 2 AND product_id = 4");
    s.is("a row by a key that is not there", s.db().template find<Category>(77).has_value(),
         {"SELECT 0", "SELECT false"});
}
