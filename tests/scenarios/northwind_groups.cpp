// Situations of EF Core's Northwind suites: groups, aggregates, set operations, any and all.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

constexpr auto of_customer = order_customer == code;
constexpr auto of_order = line_order == order_id;
constexpr auto of_product = line_product == product_id;

struct PerCustomer {
    text customer_code{};
    std::int64_t orders{};
    std::optional<money> freight{};
};
struct Place {
    std::string place{};
};
constexpr auto per_customer =
    from<Order>().group_by(order_customer).select<PerCustomer>(order_customer, count(), sum(freight));

} // namespace

TEMPLATE_TEST_CASE("EF Core: Northwind, groups", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("a count of each group", from<Customer>().group_by(country).select(country, count()),
           "SELECT country, count(*) FROM customer GROUP BY country");
    s.rows("a group of those whose key is NULL", from<Customer>().group_by(region).select(region, count()),
           "SELECT region, count(*) FROM customer GROUP BY region");
    s.rows("sum, smallest, largest and mean of each group",
           from<Order>()
               .group_by(order_customer)
               .select(order_customer, sum(order_id), min(order_id), max(order_id), avg(order_id)),
           {"SELECT customer_code, sum(id), min(id), max(id), avg(id) FROM orders GROUP BY customer_code"});
    s.rows("a sum of decimals of each group",
           from<Order>().group_by(order_customer).select(order_customer, sum(freight)),
           "SELECT customer_code, sum(freight) FROM orders GROUP BY customer_code");
    s.rows("groups without their keys", from<Order>().group_by(order_customer).select(max(order_id)),
           "SELECT max(id) FROM orders GROUP BY customer_code");
    s.rows("groups by two columns",
           from<Order>().group_by(order_customer, order_employee).select(order_customer, order_employee, count()),
           "SELECT customer_code, employee_id, count(*) FROM orders GROUP BY customer_code, employee_id");
    s.rows("groups by the year of a time", from<Order>().group_by(year_of(placed)).select(year_of(placed), count()),
           {"SELECT CAST(substr(placed, 1, 4) AS INTEGER), count(*) FROM orders GROUP BY 1",
            "SELECT date_part('year', placed AT TIME ZONE 'UTC'), count(*) FROM orders GROUP BY 1"});
    s.rows("groups by whether a column is NULL",
           from<Order>().group_by(shipped.is_null()).select(shipped.is_null(), count()),
           "SELECT shipped IS NULL, count(*) FROM orders GROUP BY shipped IS NULL");
    s.rows("groups by the length of a text", from<Customer>().group_by(length(city)).select(length(city), count()),
           "SELECT length(city), count(*) FROM customer GROUP BY length(city)");
    s.rows("groups by an enum", from<Order>().group_by(status).select(count(), sum(freight)),
           "SELECT count(*), sum(freight) FROM orders GROUP BY status");
    s.rows("a constant beside groups", from<Customer>().group_by(country).select(country, value(1)),
           "SELECT country, 1 FROM customer GROUP BY country");
    s.rows("a condition on the rows before grouping",
           from<Order>().where(freight > 10).group_by(order_customer).select(order_customer, count()),
           "SELECT customer_code, count(*) FROM orders WHERE freight > 10 GROUP BY customer_code");
    s.rows("a condition on the groups",
           from<Order>().group_by(order_customer).having(count() > 2).select(order_customer),
           "SELECT customer_code FROM orders GROUP BY customer_code HAVING count(*) > 2");
    s.rows("a condition on the groups by two aggregates",
           from<Order>().group_by(order_customer).having(count() > 1 && max(freight) < 100).select(order_customer),
           "SELECT customer_code FROM orders GROUP BY customer_code HAVING count(*) > 1 AND max(freight) < 100");
    s.rows("a condition on the key of the groups",
           from<Customer>().group_by(country).having(country != "USA").select(country, count()),
           "SELECT country, count(*) FROM customer WHERE country <> 'USA' GROUP BY country");
    s.ordered("ordered by the key", from<Customer>().group_by(country).order_by(country).select(country, count()),
              "SELECT country, count(*) FROM customer GROUP BY country ORDER BY country");
    s.ordered("ordered by an aggregate",
              from<Customer>().group_by(country).order_by(count().desc(), country).select(country),
              "SELECT country FROM customer GROUP BY country ORDER BY count(*) DESC, country");
    s.ordered("the first groups",
              from<Customer>().group_by(country).order_by(count().desc(), country).limit(2).select(country, count()),
              "SELECT country, count(*) FROM customer GROUP BY country ORDER BY count(*) DESC, country LIMIT 2");
    s.rows("an aggregate of a calculation",
           from<Line>().group_by(line_order).select(line_order, sum(line_price * quantity)),
           "SELECT order_id, sum(price * quantity) FROM line GROUP BY order_id");
    s.rows("a calculation with aggregates",
           from<Line>().group_by(line_order).select(line_order, max(quantity) - min(quantity)),
           "SELECT order_id, max(quantity) - min(quantity) FROM line GROUP BY order_id");
    s.rows("an aggregate of a choice",
           from<Order>()
               .group_by(order_customer)
               .select(order_customer, sum(case_when(shipped.is_null(), 1).otherwise(0))),
           "SELECT customer_code, count(*) - count(shipped) FROM orders GROUP BY customer_code");
    s.rows("an aggregate of some rows of the group",
           from<Order>().group_by(order_customer).select(order_customer, count().filter(freight > 30)),
           "SELECT customer_code, sum(CASE WHEN freight > 30 THEN 1 ELSE 0 END) FROM orders GROUP BY customer_code");
    s.rows("how many different values",
           from<Order>().group_by(order_customer).select(order_customer, count(order_employee).distinct()),
           "SELECT customer_code, count(DISTINCT employee_id) FROM orders GROUP BY customer_code");
    s.rows("different values of some rows",
           from<Order>()
               .group_by(order_customer)
               .select(order_customer, count(order_employee).distinct().filter(freight > 1)),
           "SELECT customer_code, count(DISTINCT CASE WHEN freight > 1 THEN employee_id END) FROM orders GROUP BY "
           "customer_code");
    s.rows("groups of a join", from<Customer>().join<Order>(of_customer).group_by(country).select(country, count()),
           "SELECT country, count(*) FROM customer, orders WHERE customer_code = code GROUP BY country");
    s.rows("groups of a left join, empty ones too",
           from<Customer>().left_join<Order>(of_customer).group_by(code).select(code, count(order_id)),
           "SELECT code, count(id) FROM customer LEFT JOIN orders ON customer_code = code GROUP BY code");
    s.rows("a sum over four tables",
           from<Customer>()
               .join<Order>(of_customer)
               .join<Line>(of_order)
               .join<Product>(of_product)
               .group_by(country, product_category)
               .select(country, product_category, sum(quantity)),
           "SELECT country, category_id, sum(quantity) FROM customer, orders AS o, line, product AS p WHERE "
           "customer_code = "
           "code AND order_id = o.id AND product_id = p.id GROUP BY country, category_id");
    s.rows("groups of groups",
           from(per_customer).group_by(col<&PerCustomer::orders>).select(col<&PerCustomer::orders>, count()),
           "SELECT n, count(*) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_code) AS g GROUP BY n");
    s.rows("a condition on a grouped query",
           from(per_customer).where(col<&PerCustomer::freight> > 100).select(col<&PerCustomer::customer_code>),
           "SELECT customer_code FROM orders GROUP BY customer_code HAVING sum(freight) > 100");
    s.rows("a join of a grouped query with a table",
           from<Customer>()
               .join(per_customer, col<&PerCustomer::customer_code> == code)
               .select(company, col<&PerCustomer::freight>),
           "SELECT company, sum(freight) FROM customer, orders WHERE customer_code = code GROUP BY company");
    s.rows("distinct aggregates", from<Order>().group_by(order_customer).select(count()).distinct(),
           "SELECT DISTINCT count(*) FROM orders GROUP BY customer_code");
    s.is("how many groups", s.db().count(from<Customer>().group_by(country).select(country)),
         "SELECT count(DISTINCT country) FROM customer");
    s.is("whether a group meets a condition",
         s.db().exists(from<Order>().group_by(order_customer).having(count() > 2).select(order_customer)),
         {"SELECT 1", "SELECT true"});
    s.rows("those in a group that meets a condition",
           from<Customer>()
               .where(code.in(from<Order>()
                                  .where(order_customer.is_not_null())
                                  .group_by(order_customer)
                                  .having(count() > 2)
                                  .select(order_customer)))
               .select(code),
           "SELECT customer_code FROM orders GROUP BY customer_code HAVING count(*) > 2");
    s.rows("a sub-query of the group's key",
           from<Customer>().group_by(code).select(code, scalar(from<Order>().where(of_customer).select(max(freight)))),
           "SELECT code, (SELECT max(freight) FROM orders WHERE customer_code = code) FROM customer");
    s.rows("the texts of a group, one behind the other",
           from<Customer>().group_by(country).select(country, length(string_agg(code, ", "))),
           "SELECT country, sum(length(code) + 2) - 2 FROM customer GROUP BY country");
    s.rows("the first row of each group",
           from<Customer>()
               .join<Order>(of_customer &&
                            order_id == scalar(from<alias<Order, "o2">>()
                                                   .where(col<&Order::customer_code, alias<Order, "o2">> == code)
                                                   .select(min(col<&Order::id, alias<Order, "o2">>))))
               .select(code, order_id),
           "SELECT customer_code, min(id) FROM orders WHERE customer_code IS NOT NULL GROUP BY customer_code");
    s.missing("the rows of each group, as a list of structs",
              "groups have no rows of their own; json_array_of(json_object<T>(...)) makes a document of them");
}

TEMPLATE_TEST_CASE("EF Core: Northwind, aggregates", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto none = from<Order>().where(order_id < 0);

    s.rows("a sum of a column", from<Order>().select(sum(order_id)), "SELECT sum(id) FROM orders");
    s.rows("a sum of what may be NULL", from<Order>().select(sum(order_employee)),
           "SELECT sum(employee_id) FROM orders");
    s.rows("a sum of an expression", from<Order>().select(sum(order_id * 2)), "SELECT sum(id * 2) FROM orders");
    s.rows("a sum of no rows is NULL", none.select(sum(order_id)), "SELECT NULL");
    s.rows("a sum of no rows, as zero", none.select(coalesce(sum(order_id), 0)), "SELECT 0");
    s.rows("a sum of decimals", from<Order>().select(sum(freight)), "SELECT sum(freight) FROM orders");
    s.rows("a sum of floating-point numbers", from<Line>().select(sum(discount)), "SELECT sum(discount) FROM line");
    s.rows("a sum with a calculation inside and outside", from<Line>().select(sum(line_price * quantity) * 2),
           "SELECT sum(price * quantity) * 2 FROM line");
    s.rows("a sum of a division", from<Line>().select(sum(cast<double>(quantity) / 3)),
           "SELECT sum(quantity / 3.0) FROM line");
    s.rows("a mean of whole numbers", from<Order>().select(avg(order_id)), "SELECT avg(id) FROM orders");
    s.rows("a mean of what may be NULL", from<Order>().select(avg(order_employee)),
           "SELECT avg(employee_id) FROM orders");
    s.rows("a mean of no rows", none.select(avg(order_id)), "SELECT NULL");
    s.rows("a mean of decimals, rounded to cents", from<Product>().select(cast<money>(avg(price))),
           {"SELECT round(avg(price), 2) FROM product"});
    s.rows("the smallest and the largest", from<Order>().select(min(freight), max(freight)),
           "SELECT min(freight), max(freight) FROM orders");
    s.rows("the smallest text", from<Customer>().select(min(code)), "SELECT min(code) FROM customer");
    s.rows("the latest date", from<Employee>().select(max(hired)), "SELECT max(hired) FROM employee");
    s.rows("the smallest of no rows", none.select(min(freight)), "SELECT NULL");
    s.rows("a count of all rows", from<Order>().select(count()), "SELECT count(*) FROM orders");
    s.rows("a count of what is not NULL", from<Order>().select(count(shipped)), "SELECT count(shipped) FROM orders");
    s.rows("a count of no rows", none.select(count()), "SELECT 0");
    s.rows("a count with a condition", from<Order>().where(order_customer == "ALFKI").select(count()),
           "SELECT count(*) FROM orders WHERE customer_code = 'ALFKI'");
    s.rows("a sum of distinct values", from<Line>().select(sum(quantity).distinct()),
           "SELECT sum(DISTINCT quantity) FROM line");
    s.rows("several aggregates at once",
           from<Order>().select(count(), count(order_employee), sum(freight), max(placed).filter(freight < 0)),
           "SELECT count(*), count(employee_id), sum(freight), NULL FROM orders");
    s.rows("the total of a page", from(from<Order>().order_by(order_id).limit(5)).select(sum(order_id)), "SELECT 15");
    s.rows("the row with the largest value",
           from<Product>()
               .where(price ==
                      scalar(from<alias<Product, "dear">>().select(max(col<&Product::price, alias<Product, "dear">>))))
               .select(product_name),
           "SELECT name FROM product WHERE price = (SELECT max(price) FROM product)");
    s.rows("an aggregate of a sub-query's values",
           from(from<Customer>().select<Place>(country).distinct()).select(count()),
           "SELECT count(DISTINCT country) FROM customer");
    s.rows("a condition with a member of a list",
           from<Order>().where(order_id.in(std::vector<std::int64_t>{1, 2, 99})).select(count()), "SELECT 2");
    s.rows("any related row", from<Customer>().where(exists(from<Order>().where(of_customer))).select(count()),
           "SELECT count(DISTINCT customer_code) FROM orders");
    s.rows("any related row with a condition",
           from<Customer>().where(exists(from<Order>().where(of_customer && freight > 100))).select(code),
           "SELECT DISTINCT customer_code FROM orders WHERE freight > 100");
    s.rows("no related row", from<Customer>().where(!exists(from<Order>().where(of_customer))).select(code),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders");
    s.rows("all related rows meet a condition",
           from<Customer>().where(!exists(from<Order>().where(of_customer && freight <= 30))).select(code),
           "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders WHERE freight <= 30 AND "
           "customer_code IS NOT NULL)");
    s.rows("a member of a query's values",
           from<Product>().where(product_id.in(from<Line>().select(line_product))).select(product_id),
           "SELECT DISTINCT product_id FROM line");
    s.rows("not a member of a query's values",
           from<Product>().where(product_id.not_in(from<Line>().select(line_product))).select(product_id),
           "SELECT id FROM product EXCEPT SELECT product_id FROM line");
    s.rows("those with all products of a kind (relational division)",
           from<Order>()
               .where(!exists(
                   from<Product>().where(product_id.in(1, 2) && !exists(from<Line>().where(of_order && of_product)))))
               .select(order_id),
           "SELECT order_id FROM line WHERE product_id IN (1, 2) GROUP BY order_id HAVING count(*) = 2");
}

TEMPLATE_TEST_CASE("EF Core: Northwind, set operations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto german = from<Customer>().where(country == "Germany").select(code);
    constexpr auto british = from<Customer>().where(country == "UK").select(code);
    constexpr auto regional = from<Customer>().where(region.is_not_null()).select(code);

    s.rows("union", german.union_distinct(british), "SELECT code FROM customer WHERE country IN ('Germany', 'UK')");
    s.rows("union drops what is there twice", british.union_distinct(regional),
           "SELECT code FROM customer WHERE country = 'UK' OR region IS NOT NULL");
    s.rows(
        "concatenation keeps it", british.union_all(regional),
        "SELECT code FROM customer WHERE country = 'UK' UNION ALL SELECT code FROM customer WHERE region IS NOT NULL");
    s.rows("intersection", british.intersect(regional),
           "SELECT code FROM customer WHERE country = 'UK' AND region IS NOT NULL");
    s.rows("difference", british.except(regional), "SELECT code FROM customer WHERE country = 'UK' AND region IS NULL");
    s.ordered("union, ordered and cut", british.union_all(german).order_by(code.desc()).limit(3),
              "SELECT code FROM customer WHERE country IN ('Germany', 'UK') ORDER BY code DESC LIMIT 3");
    s.rows("three operands", german.union_all(british).union_all(regional),
           "SELECT code FROM customer WHERE country IN ('Germany', 'UK') UNION ALL SELECT code FROM customer WHERE "
           "region IS "
           "NOT NULL");
    s.rows("a union inside a difference", regional.except(german.union_all(british)),
           "SELECT code FROM customer WHERE region IS NOT NULL AND country NOT IN ('Germany', 'UK')");
    s.rows("an operand with an order and a limit",
           from<Customer>().select(code).order_by(code).limit(1).union_all(german),
           "SELECT min(code) FROM customer UNION ALL SELECT code FROM customer WHERE country = 'Germany'");
    s.rows("of different tables", from<Customer>().select(company).union_distinct(from<Product>().select(product_name)),
           "SELECT company FROM customer UNION SELECT name FROM product");
    s.rows("one side may be NULL", from<Customer>().select(city).union_distinct(from<Customer>().select(country)),
           "SELECT city FROM customer UNION SELECT country FROM customer");
    s.rows("of pairs",
           from<Customer>()
               .select(code, country)
               .intersect(from<Customer>().where(country == "USA").select(code, country)),
           "SELECT code, country FROM customer WHERE country = 'USA'");
    s.rows(
        "a condition on the union",
        from(from<Customer>().select<Place>(company).union_all(from<Product>().select<Place>(product_name)))
            .where(col<&Place::place>.starts_with("B"))
            .select(col<&Place::place>),
        "SELECT company FROM customer WHERE company LIKE 'B%' UNION ALL SELECT name FROM product WHERE name LIKE 'B%'");
    s.rows("groups of a union",
           from(from<Customer>().select<Place>(country).union_all(
                    from<Customer>().where(region.is_not_null()).select<Place>(country)))
               .group_by(col<&Place::place>)
               .select(col<&Place::place>, count()),
           "SELECT country, count(*) + count(region) FROM customer GROUP BY country");
    s.rows(
        "a member of a union", from<Order>().where(order_customer.in(german.union_all(british))).select(order_id),
        "SELECT id FROM orders WHERE customer_code IN (SELECT code FROM customer WHERE country IN ('Germany', 'UK'))");
    s.rows("operands with constants",
           from<Category>()
               .where(category_id == 1)
               .select(category_id, value(1))
               .union_all(from<Category>().where(category_id == 2).select(category_id, value(2))),
           "SELECT id, id FROM category WHERE id < 3");
    s.is("how many rows of a union", s.db().count(german.union_all(british)),
         "SELECT count(*) FROM customer WHERE country IN ('Germany', 'UK')");
}
