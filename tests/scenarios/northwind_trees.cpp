// Situations of EF Core's kit: rows with what belongs to them, and what they belong to. Each tree is told as the rows
// that a join would give.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace shop_trees {

struct ProductName {
    using model = Product;
    std::string name{};
};
struct LineWithProduct {
    using model = Line;
    std::int32_t quantity{};
    ProductName product{};
};
struct OrderWithLines {
    using model = Order;
    std::int64_t id{};
    std::vector<LineWithProduct> lines{};
};
struct CustomerWithOrders {
    using model = Customer;
    std::string code{};
    std::vector<OrderWithLines> orders{};
};
struct CustomerName {
    using model = Customer;
    std::string company{};
};
struct EmployeeName {
    using model = Employee;
    std::string first{};
};
struct OrderCard {
    using model = Order;
    std::int64_t id{};
    std::optional<CustomerName> customer{};
    std::optional<EmployeeName> employee{};
};
struct LineCard {
    using model = Line;
    std::int32_t quantity{};
    OrderCard order{};
};
struct PlainOrders {
    using model = Customer;
    std::string code{};
    std::int64_t order_count{};
    std::vector<Order> orders{};
};
struct Reports {
    using model = Employee;
    std::string first{};
    std::vector<EmployeeName> reports{};
    std::vector<OrderCard> orders{};
};
struct Team {
    using model = Employee;
    std::string first{};
    std::vector<Team> members{};
};
struct Chain {
    using model = Employee;
    std::string first{};
    std::unique_ptr<Chain> boss{};
};
struct Shelf {
    using model = Category;
    std::string name{};
    std::vector<ProductName> products{};
};

std::string text_of(const std::string& value) { return value; }
template <class Number> std::string text_of(Number value) { return std::to_string(value); }
template <class... Part> std::string row_of_parts(const Part&... part) {
    std::string all;
    ((all += text_of(part), all += '|'), ...);
    all.pop_back();
    return all;
}
text_rows of_orders(const std::vector<CustomerWithOrders>& all) {
    text_rows rows;
    for (const auto& customer : all)
        for (const auto& order : customer.orders) rows.push_back(row_of_parts(customer.code, order.id));
    return rows;
}
text_rows of_lines(const std::vector<CustomerWithOrders>& all) {
    text_rows rows;
    for (const auto& customer : all)
        for (const auto& order : customer.orders)
            for (const auto& line : order.lines)
                rows.push_back(row_of_parts(customer.code, order.id, line.product.name, line.quantity));
    return rows;
}
text_rows of_cards(const std::vector<OrderCard>& all) {
    text_rows rows;
    for (const auto& order : all)
        rows.push_back(row_of_parts(order.id, order.customer ? order.customer->company : std::string("NULL"),
                                    order.employee ? order.employee->first : std::string("NULL")));
    return rows;
}
void add_team(text_rows& rows, const Team& team) {
    for (const Team& each : team.members) {
        rows.push_back(row_of_parts(team.first, each.first));
        add_team(rows, each);
    }
}

} // namespace shop_trees
using namespace shop_trees;

template <> inline constexpr auto refract::shape<Chain> =
    refract::relations(refract::by<&Chain::boss, &Employee::boss_id>);
template <> inline constexpr auto refract::shape<Team> =
    refract::relations(refract::by<&Team::members, &Employee::boss_id>);
template <> inline constexpr auto refract::shape<Reports> =
    refract::relations(refract::by<&Reports::reports, &Employee::boss_id>);

TEMPLATE_TEST_CASE("EF Core: related rows", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    scenarios s(fresh);
    const auto all = from<Customer>().template select<CustomerWithOrders>();
    const char* const with_orders = "SELECT code, id FROM customer JOIN orders ON customer_code = code";
    const std::string lines =
        "SELECT code, o.id, p.name, quantity FROM customer JOIN orders o ON customer_code = code JOIN "
        "line ON order_id = o.id JOIN product p ON p.id = product_id";

    s.trees("a list of related rows in each row", of_orders(db.all(all)), with_orders);
    s.trees("whole objects with what they reference, to any depth", of_lines(db.all(all)), lines.c_str());
    s.is("rows without any are there", static_cast<std::int64_t>(db.all(all).size()), "SELECT count(*) FROM customer");
    s.trees("of some rows", of_orders(db.all(all.where(country == "Germany"))),
            "SELECT code, id FROM customer JOIN orders ON customer_code = code WHERE country = 'Germany'");
    s.trees("of a page of rows", of_orders(db.all(all.order_by(code).limit(3).offset(1))),
            "SELECT c.code, id FROM (SELECT code FROM customer ORDER BY code LIMIT 3 OFFSET 1) c JOIN orders ON "
            "customer_code = c.code");
    s.trees(
        "of the rows that have one that is so",
        of_orders(db.all(all.where(some<&Order::customer_code>(freight >= 60)))),
        "SELECT code, id FROM customer JOIN orders ON customer_code = code WHERE code IN (SELECT customer_code FROM "
        "orders WHERE freight >= 60)");
    s.trees("those of the related rows that are so",
            of_orders(db.all(from<Customer>().template select<CustomerWithOrders>(
                nested<&CustomerWithOrders::orders>().where(freight >= 60)))),
            "SELECT code, id FROM customer JOIN orders ON customer_code = code WHERE freight >= 60");
    s.trees("those that are so, two levels down",
            of_lines(db.all(from<Customer>().template select<CustomerWithOrders>(
                nested<&CustomerWithOrders::orders, &OrderWithLines::lines>().where(quantity >= 20)))),
            (lines + " WHERE quantity >= 20").c_str());
    s.trees(
        "the first of each, in an order",
        of_orders(db.all(from<Customer>().template select<CustomerWithOrders>(
            nested<&CustomerWithOrders::orders>().order_by(freight.desc(), order_id).limit(1)))),
        "SELECT customer_code, id FROM (SELECT customer_code, id, row_number() OVER (PARTITION BY customer_code ORDER "
        "BY freight DESC, id) AS n FROM orders WHERE customer_code IS NOT NULL) x WHERE n = 1");
    s.trees(
        "all but the first of each",
        of_orders(db.all(from<Customer>().template select<CustomerWithOrders>(
            nested<&CustomerWithOrders::orders>().order_by(order_id).offset(1)))),
        "SELECT customer_code, id FROM (SELECT customer_code, id, row_number() OVER (PARTITION BY customer_code ORDER "
        "BY id) AS n FROM orders WHERE customer_code IS NOT NULL) x WHERE n > 1");

    const char* const cards =
        "SELECT o.id, company, first FROM orders o LEFT JOIN customer ON code = customer_code LEFT "
        "JOIN employee e ON e.id = employee_id";
    s.trees("two rows that a row may belong to", of_cards(db.all(from<Order>().template select<OrderCard>())), cards);
    s.trees("the same of rows that belong to none",
            of_cards(db.all(from<Order>().template select<OrderCard>().where(order_customer.is_null()))),
            (std::string(cards) + " WHERE customer_code IS NULL").c_str());
    text_rows of_line_cards;
    for (const auto& line : db.all(from<Line>().template select<LineCard>()))
        of_line_cards.push_back(
            row_of_parts(line.quantity, line.order.customer ? line.order.customer->company : "NULL"));
    s.trees(
        "a row, and the row that this belongs to", of_line_cards,
        "SELECT quantity, company FROM line JOIN orders o ON o.id = order_id LEFT JOIN customer ON code = customer_code");

    text_rows counted;
    for (const auto& each : db.all(from<Customer>().template select<PlainOrders>(field<&PlainOrders::order_count> =
                                                                                     count_of<&Order::customer_code>(),
                                                             nested<&PlainOrders::orders>().limit(1))))
        counted.push_back(row_of_parts(each.code, each.order_count, each.orders.size()));
    s.trees("a count of all beside some of them", counted,
            "SELECT code, count(id), CASE WHEN count(id) > 0 THEN 1 ELSE 0 END FROM customer LEFT JOIN orders ON "
            "customer_code = code GROUP BY code");

    text_rows reports, handled;
    for (const auto& each : db.all(from<Employee>().template select<Reports>())) {
        for (const auto& report : each.reports) reports.push_back(row_of_parts(each.first, report.first));
        for (const auto& order : each.orders) handled.push_back(row_of_parts(each.first, order.id));
    }
    s.trees("two lists side by side, of the same table", reports,
            "SELECT b.first, e.first FROM employee e JOIN employee b ON b.id = e.boss_id");
    s.trees("two lists side by side, of another table", handled,
            "SELECT first, o.id FROM employee e JOIN orders o ON o.employee_id = e.id");
    text_rows teams;
    for (const Team& each : db.all(from<Employee>().where(boss_id.is_null()).template select<Team>()))
        add_team(teams, each);
    s.trees("a tree of rows of one table, to its leaves", teams,
            "SELECT b.first, e.first FROM employee e JOIN employee b ON b.id = e.boss_id");
    text_rows chains;
    for (const Chain& each : db.all(from<Employee>().template select<Chain>())) {
        std::int64_t above = 0;
        for (const Chain* at = each.boss.get(); at; at = at->boss.get()) ++above;
        chains.push_back(row_of_parts(each.first, above));
    }
    s.trees("the rows above a row, to the top", chains,
            "WITH RECURSIVE c (id, first, above) AS (SELECT id, first, 0 FROM employee WHERE boss_id IS NULL UNION ALL "
            "SELECT e.id, e.first, above + 1 FROM employee e JOIN c ON c.id = e.boss_id) SELECT first, above FROM c");
    text_rows twice;
    for (const auto& each :
         db.all(from<Category>().template select<Shelf>().template join<Product>(product_category == category_id)))
        for (const auto& product : each.products) twice.push_back(row_of_parts(each.name, product.name));
    s.trees("rows that a join brings several times, each with all of its rows", twice,
            "SELECT c.name, q.name FROM category c JOIN product p ON p.category_id = c.id JOIN product q ON "
            "q.category_id = c.id");
}
