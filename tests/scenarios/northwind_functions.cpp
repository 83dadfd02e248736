// Situations of EF Core's suites on functions and NULLs, on lists of the program, and on writes of many rows.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

constexpr auto codes = from<Customer>().select(code);
constexpr auto names = from<Customer>().order_by(code);
constexpr auto items = from<Product>().order_by(product_id);
constexpr auto of_customer = order_customer == code;

} // namespace

TEMPLATE_TEST_CASE("EF Core: functions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("a text starts with another", codes.where(company.starts_with("B")),
           "SELECT code FROM customer WHERE company LIKE 'B%'");
    s.rows("a text ends with another", codes.where(company.ends_with("s")),
           "SELECT code FROM customer WHERE company LIKE '%s'");
    s.rows("a text contains another", codes.where(company.contains("Market")),
           "SELECT code FROM customer WHERE company LIKE '%Market%'");
    s.rows("it contains a percent sign", codes.where(company.contains("%")),
           "SELECT code FROM customer WHERE code = 'FISSA'");
    s.rows("it contains an underscore", codes.where(company.contains("g_C")),
           "SELECT code FROM customer WHERE code = 'THEBI'");
    s.rows("it contains the empty text", codes.where(city.contains("")),
           "SELECT code FROM customer WHERE city IS NOT NULL");
    s.none("it contains what differs in case", codes.where(company.contains("market")), "SELECT 1 WHERE 1 = 0");
    s.rows("it does not contain another", codes.where(!city.contains("o")),
           "SELECT code FROM customer WHERE city NOT LIKE '%o%'");
    s.rows("it contains a column", codes.where(company.contains(coalesce(city, ""))),
           "SELECT code FROM customer WHERE city IS NULL");
    s.rows("it starts with a column",
           from<Employee>().where(title.starts_with(substring(first_name, 1, 1))).select(employee_id),
           "SELECT id FROM employee WHERE substr(title, 1, 1) = substr(first, 1, 1)");
    s.rows("it starts with a parameter", codes.where(company.starts_with(param<std::string_view>)),
           "SELECT code FROM customer WHERE code = 'SAVEA'", "Save-");
    s.rows("a pattern", codes.where(company.like("%e%a%")), "SELECT code FROM customer WHERE company LIKE '%e%a%'");
    s.rows("a pattern with an escaped sign", codes.where(company.like("%100!%%", '!')),
           "SELECT code FROM customer WHERE code = 'FISSA'");
    s.rows("a pattern without regard to case", codes.where(company.ilike("%MARKETS")),
           "SELECT code FROM customer WHERE company LIKE '%Markets'");
    s.ordered("lower and upper case", names.select(lower(country), upper(country)),
              "SELECT lower(country), upper(country) FROM customer ORDER BY code");
    s.ordered("a part of a text", names.select(substring(company, 2, 3)),
              "SELECT substr(company, 2, 3) FROM customer ORDER BY code");
    s.ordered("the first character", names.select(substring(company, 1, 1)),
              "SELECT substr(company, 1, 1) FROM customer ORDER BY code");
    s.ordered("the place of a text in another", names.select(position("a", company)),
              {"SELECT instr(company, 'a') FROM customer ORDER BY code",
               "SELECT strpos(company, 'a') FROM customer ORDER BY code"});
    s.ordered("a text replaced", names.select(replace(country, "an", "--")),
              "SELECT replace(country, 'an', '--') FROM customer ORDER BY code");
    s.ordered("a text cut at both ends", names.select(trim("  " + code + " ")),
              "SELECT code FROM customer ORDER BY code");
    s.ordered("a text cut at its start", names.select(trim_start("  " + code)),
              "SELECT code FROM customer ORDER BY code");
    s.ordered("a text cut at its end", names.select(trim_end(code + "  ")), "SELECT code FROM customer ORDER BY code");
    s.ordered("texts joined, NULL as the empty text", names.select(concat(code, "-", region)),
              "SELECT code || '-' || coalesce(region, '') FROM customer ORDER BY code");
    s.ordered("the length of what is not ASCII", names.select(length(city)),
              "SELECT length(city) FROM customer ORDER BY code");
    s.rows("an empty or missing text", codes.where(coalesce(region, "") == ""),
           "SELECT code FROM customer WHERE region IS NULL OR region = ''");
    s.rows("a text compared by order", codes.where(code >= "R" && code < "S"),
           "SELECT code FROM customer WHERE code LIKE 'R%'");
    s.ordered("an absolute value", items.select(abs(stock - 25)), "SELECT abs(stock - 25) FROM product ORDER BY id");
    s.ordered("a number rounded", items.select(round(cast<double>(stock) / 7, 2)),
              {"SELECT round(stock / 7.0, 2) FROM product ORDER BY id",
               "SELECT round(stock / 7.0, 2) FROM product ORDER BY id"});
    s.ordered("rounded down and up", items.select(floor(cast<double>(stock) / 7), ceil(cast<double>(stock) / 7)),
              "SELECT floor(stock / 7.0), ceil(stock / 7.0) FROM product ORDER BY id");
    s.ordered("a square root and a power", items.select(sqrt(cast<double>(stock)), power(cast<double>(stock), 2.0)),
              "SELECT sqrt(stock), power(stock, 2) FROM product ORDER BY id");
    s.ordered("an exponential and a logarithm", items.select(ln(exp(cast<double>(stock % 5)))),
              "SELECT stock % 5 FROM product ORDER BY id");
    s.ordered("the sign of a number", items.select(sign(stock - 20)),
              "SELECT CASE WHEN stock > 20 THEN 1 WHEN stock < 20 THEN -1 ELSE 0 END FROM product ORDER BY id");
    s.ordered("the larger and the smaller of two columns",
              items.select(greatest(product_id, coalesce(product_category, 0)),
                           least(product_id, coalesce(product_category, 99))),
              "SELECT CASE WHEN id > coalesce(category_id, 0) THEN id ELSE category_id END, CASE WHEN id < "
              "coalesce(category_id, 99) THEN id ELSE category_id END FROM product ORDER BY id");
    s.ordered("a value turned to NULL", items.select(nullif(stock, 0)),
              "SELECT CASE WHEN stock <> 0 THEN stock END FROM product ORDER BY id");
    s.rows("a division by what may be zero", from<Product>().where(100 / nullif(stock, 0) > 5).select(product_id),
           "SELECT id FROM product WHERE stock > 0 AND 100 / stock > 5");
    s.ordered("the weekday of a date", from<Employee>().order_by(employee_id).select(weekday_of(hired)),
              {"SELECT strftime('%w', hired) FROM employee ORDER BY id",
               "SELECT date_part('dow', hired) FROM employee ORDER BY id"});
    s.ordered("the day of a time", from<Order>().order_by(order_id).select(cast<date>(placed)),
              {"SELECT date(placed) FROM orders ORDER BY id",
               "SELECT CAST(placed AT TIME ZONE 'UTC' AS date) FROM orders ORDER BY id"});
    s.ordered("days added to a time", from<Order>().order_by(order_id).select(placed + std::chrono::days(30)),
              {"SELECT datetime(placed, '+30 days') FROM orders ORDER BY id",
               "SELECT (placed + interval '30 days') AT TIME ZONE 'UTC' FROM orders ORDER BY id"});
    s.rows("the days between two times", from<Order>().where(shipped - placed > std::chrono::days(7)).select(order_id),
           {"SELECT id FROM orders WHERE julianday(shipped) - julianday(placed) > 7",
            "SELECT id FROM orders WHERE shipped - placed > interval '7 days'"});
    s.rows("earlier than now", from<Order>().where(placed < now<std::chrono::seconds>()).select(count()),
           "SELECT count(*) FROM orders");
    s.rows("the beginning of the month",
           from<Order>()
               .group_by(date_trunc<date_unit::month>(placed))
               .select(date_trunc<date_unit::month>(placed), count()),
           {"SELECT strftime('%Y-%m-01 00:00:00', placed), count(*) FROM orders GROUP BY 1",
            "SELECT date_trunc('month', placed AT TIME ZONE 'UTC'), count(*) FROM orders GROUP BY 1"});
    s.rows("SQL of the program's own inside a query",
           from<Product>().where(raw<bool, "{} BETWEEN {} AND {}">(stock, 10, 30)).select(product_id),
           "SELECT id FROM product WHERE stock BETWEEN 10 AND 30");
    s.missing("a text without regard to accents", "no collation that both databases have does it");
}

TEMPLATE_TEST_CASE("EF Core: NULLs", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.none("two columns that may be NULL are equal", codes.where(city == region),
           "SELECT code FROM customer WHERE city = region");
    s.rows("two columns that may be NULL differ", codes.where(city != region),
           "SELECT code FROM customer WHERE city <> region");
    s.rows("they differ, where NULL is a value", codes.where(city.is_distinct_from(region)),
           "SELECT code FROM customer WHERE NOT (city IS NULL AND region IS NULL)");
    s.rows("not of a comparison with NULL", codes.where(!(region == "BC")),
           "SELECT code FROM customer WHERE NOT (region = 'BC')");
    s.rows("a comparison or NULL", codes.where(region == "BC" || region.is_null()),
           "SELECT code FROM customer WHERE region = 'BC' OR region IS NULL");
    s.rows("in a list, where the column is NULL", codes.where(region.in("BC", "OR")),
           "SELECT code FROM customer WHERE region IN ('BC', 'OR')");
    s.rows("not in a list, where the column is NULL", codes.where(region.not_in("BC", "OR")),
           "SELECT code FROM customer WHERE region NOT IN ('BC', 'OR')");
    s.rows("not in a list, or NULL", codes.where(region.not_in("BC", "OR") || region.is_null()),
           "SELECT code FROM customer WHERE region IS NULL OR region NOT IN ('BC', 'OR')");
    s.rows("between, where the column is NULL", from<Order>().where(order_employee.between(1, 4)).select(order_id),
           "SELECT id FROM orders WHERE employee_id BETWEEN 1 AND 4");
    s.rows("the comparison as a value is NULL", from<Customer>().order_by(code).select(code, region == "BC"),
           "SELECT code, region = 'BC' FROM customer");
    s.rows("the comparison as a value, NULL as no", from<Customer>().select(code, coalesce(region == "BC", false)),
           "SELECT code, region IS NOT NULL AND region = 'BC' FROM customer");
    s.rows("NULL in arithmetic", from<Order>().select(order_id, order_employee + 1),
           "SELECT id, employee_id + 1 FROM orders");
    s.rows(
        "NULL in a choice",
        from<Customer>().select(
            code, case_when(region.is_null(), "no region").when(region == "BC", "west").otherwise("other")),
        "SELECT code, CASE WHEN region IS NULL THEN 'no region' WHEN region = 'BC' THEN 'west' ELSE 'other' END FROM "
        "customer");
    s.rows("a join by what may be NULL drops the row", from<Order>().join<Customer>(of_customer).select(order_id),
           "SELECT id FROM orders WHERE customer_code IS NOT NULL");
    s.rows(
        "a left join on NULL finds nothing",
        from<Order>().where(order_customer.is_null()).template left_join<Customer>(of_customer).select(order_id, code),
        "SELECT 13, NULL");
    s.rows("a member of a query that holds NULL", codes.where(code.in(from<Order>().select(order_customer))),
           "SELECT DISTINCT customer_code FROM orders WHERE customer_code IS NOT NULL");
    s.rows("not a member of a query whose NULLs are left out", codes.where(!exists(from<Order>().where(of_customer))),
           "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders WHERE customer_code IS NOT "
           "NULL)");
    s.rows("a value of a query without rows is NULL",
           from<Category>().select(category_id,
                                   scalar(from<Product>().where(product_category == category_id).select(max(stock)))),
           "SELECT c.id, max(stock) FROM category AS c LEFT JOIN product AS p ON category_id = c.id GROUP BY c.id");
    s.rows("a boolean that may be NULL, as a condition", codes.where(region.like("%a%")),
           "SELECT code FROM customer WHERE region LIKE '%a%'");
}

TEMPLATE_TEST_CASE("EF Core: lists of the program", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("of numbers",
           from<Product>().where(product_id.in(std::vector<std::int64_t>{3, 5, 500})).select(product_name),
           "SELECT name FROM product WHERE id IN (3, 5)");
    s.rows("of texts with quotes and commas",
           codes.where(company.in(std::vector<std::string>{"B's Beverages", "a,b", "{\"x\"}"})),
           "SELECT code FROM customer WHERE code = 'BSBEV'");
    s.rows("of decimals", from<Product>().where(price.in(std::vector<money>{18.00_dec, 4.50_dec})).select(product_id),
           "SELECT id FROM product WHERE price IN (18, 4.5)");
    s.rows("of dates",
           from<Employee>().where(hired.in(std::vector<date>{on(1993, 10, 17), on(2000, 1, 1)})).select(employee_id),
           "SELECT id FROM employee WHERE hired = '1993-10-17'");
    s.rows("of times", from<Order>().where(placed.in(std::vector<sys_seconds>{day_of(1998, 1, 1)})).select(order_id),
           "SELECT 10");
    s.rows("of enumerators", from<Order>().where(status.in(std::vector<Status>{Status::cancelled})).select(order_id),
           "SELECT id FROM orders WHERE status = 'cancelled'");
    s.rows("of one member", codes.where(code.in(std::vector<std::string>{"PARIS"})), "SELECT 'PARIS'");
    s.rows("with a member twice", codes.where(code.in(std::vector<std::string>{"PARIS", "PARIS"})), "SELECT 'PARIS'");
    s.rows("of a thousand members",
           from<Product>()
               .where(product_id.in([] {
                   std::vector<std::int64_t> all;
                   for (int i = 3; i < 1003; ++i) all.push_back(i);
                   return all;
               }()))
               .select(count()),
           "SELECT 10");
    s.rows("for a column that may be NULL",
           from<Order>().where(order_employee.in(std::vector<std::int64_t>{3, 9})).select(order_id),
           "SELECT id FROM orders WHERE employee_id IN (3, 9)");
    s.rows("not in it, for a column that may be NULL",
           from<Order>().where(order_employee.not_in(std::vector<std::int64_t>{3, 9})).select(order_id),
           "SELECT id FROM orders WHERE employee_id NOT IN (3, 9)");
    s.rows("an expression is in it",
           from<Product>().where((product_id % 4).in(std::vector<std::int64_t>{1, 2})).select(product_id),
           "SELECT id FROM product WHERE id % 4 IN (1, 2)");
}

TEMPLATE_TEST_CASE("EF Core: updates and deletes of many rows", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.writes("a constant", update<Product>().set(stock = 7).where(product_category == 1), 3,
             "SELECT count(*) FROM product WHERE stock = 7", {"3"});
    s.writes("a column by itself", update<Product>().set(stock += 3).where(product_category == 1), 3,
             "SELECT sum(stock) FROM product WHERE category_id = 1", {"30"});
    s.writes("one column by another",
             update<Order>().set(shipped = placed).where(shipped.is_null() && status == Status::open), 4,
             "SELECT count(*) FROM orders WHERE shipped = placed", {"4"});
    s.writes("NULL", update<Order>().set(shipped = std::nullopt).where(shipped == placed), 4,
             "SELECT count(*) FROM orders WHERE shipped IS NULL", {"5"});
    s.writes("several columns",
             update<Product>().set(stock = 1, price = 2.50_dec, discontinued = true).where(product_id == 12), 1,
             "SELECT stock, price, discontinued, name FROM product WHERE id = 12 AND discontinued",
             {TestType::is_sqlite ? "1|2.5|1|Mystery Box" : "1|2.50|t|Mystery Box"});
    s.writes("a text by a concatenation", update<Customer>().set(company = company + " Ltd").where(country == "UK"), 2,
             "SELECT company FROM customer WHERE country = 'UK' ORDER BY code",
             {"Around the Horn Ltd", "B's Beverages Ltd"});
    s.writes("a choice of values",
             update<Product>().set(stock = case_when(price > 20, 100).otherwise(200)).where(product_category == 2), 3,
             "SELECT stock FROM product WHERE category_id = 2 ORDER BY id", {"200", "100", "100"});
    s.writes("by the value of a query",
             update<Product>()
                 .set(stock = coalesce(scalar(from<Line>().where(line_product == product_id).select(sum(quantity))), 0))
                 .where(product_category == 4),
             3, "SELECT stock FROM product WHERE category_id = 4 ORDER BY id", {"25", "33", "15"});
    s.writes("rows that a query names",
             update<Product>().set(discontinued = true).where(product_id.not_in(from<Line>().select(line_product))), 1,
             "SELECT id FROM product WHERE discontinued ORDER BY id", {"5", "11", "12"});
    s.writes("rows with related rows",
             update<Customer>().set(region = "big").where(exists(from<Order>().where(of_customer && freight > 200))), 2,
             "SELECT code FROM customer WHERE region = 'big' ORDER BY code", {"BERGS", "SAVEA"});
    s.writes("values of another table",
             update<Line>()
                 .set(line_price = price)
                 .template from<Product>()
                 .where(line_product == product_id && line_order == 3),
             1, "SELECT CAST(price AS integer) FROM line WHERE order_id = 3", {"18"});
    s.writes("no rows", update<Product>().set(stock = 0).where(product_id == 4711), 0,
             "SELECT count(*) FROM product WHERE id = 4711", {"0"});
    s.writes("all rows", update<Category>().set(category_name = upper(category_name)).all_rows(), 5,
             "SELECT name FROM category WHERE id = 5", {"EMPTY"});
    s.writes("an update under a flag", update<Category>().set_if(true, category_name = "Void").where(category_id == 5),
             1, "SELECT name FROM category WHERE id = 5", {"Void"});
    s.writes("a delete by a condition", delete_from<Line>().where(quantity < 3), 2, "SELECT count(*) FROM line",
             {"16"});
    s.writes("a delete by a query",
             delete_from<Line>().where(line_order.in(from<Order>().where(order_customer == "ALFKI").select(order_id))),
             4, "SELECT count(*) FROM line", {"12"});
    s.writes("a delete of rows without related ones",
             delete_from<Order>().where(!exists(from<Line>().where(line_order == order_id))), 5,
             "SELECT count(*) FROM orders", {"8"});
    s.writes("a delete of rows that have the smallest value",
             delete_from<Line>().where(line_price == scalar(from<alias<Line, "cheap">>().select(
                                                         min(col<&Line::price, alias<Line, "cheap">>)))),
             1, "SELECT count(*) FROM line", {"11"});
    s.writes("a delete of all rows", delete_from<Line>().all_rows(), 11, "SELECT count(*) FROM line", {"0"});
    s.rows("the changed rows, returned",
           update<Product>().set(stock = 1).where(product_category == 3).returning(product_id, stock),
           "SELECT id, 1 FROM product WHERE category_id = 3");
    s.rows("the deleted rows, returned", delete_from<Category>().where(category_id == 5).returning(category_name),
           "SELECT 'Void'");
}
