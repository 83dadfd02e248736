// Situations of EF Core's Northwind suites: conditions.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

constexpr auto codes = from<Customer>().select(code);
constexpr auto orders = from<Order>().select(order_id);
constexpr auto products = from<Product>().select(product_id);
constexpr auto employees = from<Employee>().select(employee_id);
using boss = alias<Employee, "boss">;
using colleague = alias<Employee, "colleague">;
constexpr auto of_customer = order_customer == code;

} // namespace

TEMPLATE_TEST_CASE("EF Core: Northwind, where", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("a column equals a constant", codes.where(city == "London"),
           "SELECT code FROM customer WHERE city = 'London'");
    s.rows("a column equals a variable of the program", codes.where(city == std::string("Berlin")),
           "SELECT code FROM customer WHERE city = 'Berlin'");
    constexpr auto by_city = codes.where(city == param<std::string_view>);
    s.rows("a parameter, run with one argument", by_city, "SELECT code FROM customer WHERE city = 'London'", "London");
    s.rows("the same query, run with another argument", by_city, "SELECT code FROM customer WHERE city = 'Madrid'",
           "Madrid");
    s.rows("a column is NULL", codes.where(city.is_null()), "SELECT code FROM customer WHERE city IS NULL");
    s.rows("a column is not NULL", codes.where(region.is_not_null()),
           "SELECT code FROM customer WHERE region IS NOT NULL");
    s.rows("a column equals nullopt", codes.where(city == std::nullopt),
           "SELECT code FROM customer WHERE city IS NULL");
    s.rows("a boolean column is true", products.where(discontinued == true),
           "SELECT id FROM product WHERE discontinued");
    s.rows("a boolean column is not true", products.where(discontinued != true),
           "SELECT id FROM product WHERE NOT discontinued");
    s.rows("a boolean column alone", products.where(discontinued), "SELECT id FROM product WHERE discontinued");
    s.rows("a boolean column, negated", products.where(!discontinued && stock < 20),
           "SELECT id FROM product WHERE NOT discontinued AND stock < 20");
    s.rows("a boolean column compared with a comparison", products.where(discontinued == (stock > 50)),
           "SELECT id FROM product WHERE discontinued = (stock > 50)");
    s.rows("a comparison is false", products.where((stock > 20) == false),
           "SELECT id FROM product WHERE NOT (stock > 20)");
    s.rows("and inside or", products.where(stock == 0 || (stock > 50 && price > 5)),
           "SELECT id FROM product WHERE stock = 0 OR (stock > 50 AND price > 5)");
    s.rows("or inside and", products.where((stock == 0 || stock > 50) && price > 5),
           "SELECT id FROM product WHERE (stock = 0 OR stock > 50) AND price > 5");
    s.rows("not of an or", codes.where(!(country == "Germany" || country == "USA")),
           "SELECT code FROM customer WHERE NOT (country = 'Germany' OR country = 'USA')");
    s.rows("not in front of a NULL comparison drops the row", codes.where(!(region == "WA")),
           "SELECT code FROM customer WHERE NOT (region = 'WA')");
    s.rows("two where clauses", codes.where(country == "Germany").where(city != "Berlin"),
           "SELECT code FROM customer WHERE country = 'Germany' AND city <> 'Berlin'");
    s.rows("an impossible range", from<Product>().where(stock > 100 && stock < 10).select(count()),
           "SELECT count(*) FROM product WHERE stock > 100 AND stock < 10");
    s.none("a condition that nothing meets", codes.where(city == "Atlantis"),
           "SELECT code FROM customer WHERE city = 'Atlantis'");
    s.rows("arithmetic on one side", products.where(price * 2 > 40), "SELECT id FROM product WHERE price * 2 > 40");
    s.rows("arithmetic on both sides", products.where(price + 5 > price * 1.5_dec),
           "SELECT id FROM product WHERE price + 5 > price * 1.5");
    s.rows("the remainder of a division", orders.where(order_id % 3 == 0), "SELECT id FROM orders WHERE id % 3 = 0");
    s.rows("a column compared with another", orders.where(order_employee > order_id),
           "SELECT id FROM orders WHERE employee_id > id");
    s.rows("a column compared with one that may be NULL", orders.where(shipped > placed),
           "SELECT id FROM orders WHERE shipped > placed");
    s.rows("a sum of columns that may be NULL", orders.where(order_employee + order_id == 7),
           "SELECT id FROM orders WHERE employee_id + id = 7");
    s.rows("a date before a constant", employees.where(hired < on(1993, 1, 1)),
           "SELECT id FROM employee WHERE hired < '1993-01-01'");
    s.rows("the year of a time", orders.where(year_of(placed) == 1998),
           {"SELECT id FROM orders WHERE placed >= '1998'", "SELECT id FROM orders WHERE placed >= '1998-01-01Z'"});
    s.rows("the month and the day of a date", employees.where(month_of(hired) == 10 && day_of(hired) == 17),
           {"SELECT id FROM employee WHERE hired LIKE '%-10-17'",
            "SELECT id FROM employee WHERE CAST(hired AS text) LIKE '%-10-17'"});
    s.rows("a time is not NULL and before another", orders.where(shipped.is_not_null() && shipped < day_of(1997, 1, 1)),
           {"SELECT id FROM orders WHERE shipped < '1997'", "SELECT id FROM orders WHERE shipped < '1997-01-01Z'"});
    s.rows("an enum equals an enumerator", orders.where(status == Status::cancelled),
           "SELECT id FROM orders WHERE status = 'cancelled'");
    s.rows("an enum is one of several", orders.where(status.in(Status::open, Status::cancelled)),
           "SELECT id FROM orders WHERE status IN ('open', 'cancelled')");
    s.rows("a decimal equals a decimal", products.where(price == 18.00_dec), "SELECT id FROM product WHERE price = 18");
    s.rows("a text with a quote", codes.where(company == "B's Beverages"),
           "SELECT code FROM customer WHERE company = 'B''s Beverages'");
    s.rows("a text that is not ASCII", codes.where(city == "Lule\xC3\xA5"),
           "SELECT code FROM customer WHERE city = 'Lule\xC3\xA5'");
    s.rows("a concatenation equals a constant", employees.where(first_name + " " + last_name == "Janet Leverling"),
           "SELECT id FROM employee WHERE first || ' ' || last = 'Janet Leverling'");
    s.rows("the length of a text", codes.where(length(city) == 6), "SELECT code FROM customer WHERE length(city) = 6");
    s.rows("one of the members of a list in the program",
           codes.where(country.in(std::vector<std::string>{"UK", "USA"})),
           "SELECT code FROM customer WHERE country IN ('UK', 'USA')");
    s.rows("not one of the members of a list", codes.where(country.not_in(std::vector<std::string>{"UK", "USA"})),
           "SELECT code FROM customer WHERE country NOT IN ('UK', 'USA')");
    s.none("one of an empty list", codes.where(country.in(std::vector<std::string>{})),
           "SELECT code FROM customer WHERE 1 = 0");
    s.rows("not one of an empty list", codes.where(country.not_in(std::vector<std::string>{})),
           "SELECT code FROM customer");
    s.rows("between, both ends included", products.where(price.between(9.20_dec, 18.00_dec)),
           "SELECT id FROM product WHERE price BETWEEN 9.2 AND 18");
    s.rows("a count of related rows, compared",
           codes.where(scalar(from<Order>().where(of_customer).select(count())) > 1),
           "SELECT code FROM customer WHERE (SELECT count(*) FROM orders WHERE customer_code = code) > 1");
    s.rows(
        "the first related row, compared",
        codes.where(scalar(from<Order>().where(of_customer).order_by(order_id).limit(1).select(order_employee)) == 6),
        "SELECT code FROM customer WHERE (SELECT employee_id FROM orders WHERE customer_code = code ORDER BY id "
        "LIMIT 1) = 6");
    s.rows("a column of another row of the same table",
           employees.where(
               title !=
               scalar(from<boss>().where(col<&Employee::id, boss> == boss_id).select(col<&Employee::title, boss>))),
           "SELECT id FROM employee AS e WHERE title <> (SELECT title FROM employee AS b WHERE b.id = e.boss_id)");
    s.rows("a sub-query inside a sub-query",
           employees.where(exists(from<boss>().where(
               col<&Employee::id, boss> == boss_id &&
               exists(from<colleague>().where(col<&Employee::id, colleague> == col<&Employee::boss_id, boss> &&
                                              col<&Employee::id, colleague> != employee_id))))),
           "SELECT id FROM employee AS e WHERE EXISTS (SELECT 1 FROM employee AS b WHERE b.id = e.boss_id AND "
           "b.boss_id IS NOT NULL)");
    s.rows("a ternary in a condition", orders.where(case_when(freight > 100, 1).otherwise(0) == 1),
           "SELECT id FROM orders WHERE freight > 100");
    s.rows("a NULL replaced in a condition", codes.where(coalesce(region, "none") == "none"),
           "SELECT code FROM customer WHERE region IS NULL");
    s.rows("a condition under a flag that is set", codes.where_if(true, country == "UK"),
           "SELECT code FROM customer WHERE country = 'UK'");
    s.rows("a condition under a flag that is not set", codes.where_if(false, country == "UK"),
           "SELECT code FROM customer");
    predicate<Customer> wanted = country == "UK";
    wanted |= region.is_not_null();
    s.rows("a condition put together at run time", codes.where(wanted),
           "SELECT code FROM customer WHERE country = 'UK' OR region IS NOT NULL");
    s.rows("equality for which NULL equals NULL", codes.where(city.is_not_distinct_from(region)),
           "SELECT code FROM customer WHERE city IS NULL AND region IS NULL");
    s.rows("inequality for which NULL is a value", codes.where(region.is_distinct_from("BC")),
           "SELECT code FROM customer WHERE region IS NULL OR region <> 'BC'");
    s.rows("equality with a variable that is NULL", codes.where(region.is_not_distinct_from(text())),
           "SELECT code FROM customer WHERE region IS NULL");
}
