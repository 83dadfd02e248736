// Situations of EF Core's kit: rows with what they reference, to any depth, lists behind references, several lists side
// by side, and values that are computed beside them. Each is compared with left joins by hand.

#include "shop.hpp"
#include "tree_rows.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace shop_references {

struct KindOf {
    using model = Category;
    std::string name{};
};
struct GoodsOf {
    using model = Product;
    std::string name{};
    std::optional<KindOf> category{};
};
struct Person {
    using model = Employee;
    std::string first{};
};
struct Seller {
    using model = Employee;
    std::string first{};
    std::optional<Person> boss{};
};
struct OrderKey {
    using model = Order;
    std::int64_t id{};
};
struct Buyer {
    using model = Customer;
    std::string code{};
    std::vector<OrderKey> orders{};
};
struct Card {
    using model = Order;
    std::int64_t id{};
    std::optional<Buyer> customer{};
    std::optional<Seller> employee{};
};
struct LineOfCard {
    using model = Line;
    std::int32_t quantity{};
    Card order{};
    GoodsOf product{};
};
struct Desk {
    using model = Employee;
    std::string first{};
    std::optional<Person> boss{};
    std::vector<Person> reports{};
    std::vector<OrderKey> orders{};
};
struct LineKey {
    using model = Line;
    std::int64_t product_id{};
};
struct OrderNumbers {
    using model = Order;
    std::int64_t id{};
    std::int64_t line_count{};
    std::vector<LineKey> lines{};
};
struct Numbers {
    using model = Customer;
    std::string code{};
    std::int64_t sent_count{};
    bool is_dear{};
    std::vector<OrderKey> all{};
};

} // namespace shop_references

template <> inline constexpr auto refract::shape<shop_references::Seller> =
    refract::relations(refract::by<&shop_references::Seller::boss, &shop::Employee::boss_id>);
template <> inline constexpr auto refract::shape<shop_references::Desk> =
    refract::relations(refract::by<&shop_references::Desk::boss, &shop::Employee::boss_id>,
                       refract::by<&shop_references::Desk::reports, &shop::Employee::boss_id>);

namespace shop_references {

constexpr auto bosses = nested<&LineOfCard::order, &Card::employee, &Seller::boss>();
constexpr auto others = nested<&LineOfCard::order, &Card::customer, &Buyer::orders>();
constexpr auto kinds = nested<&LineOfCard::product, &GoodsOf::category>();

struct wanted {
    predicate<Line> lines{};
    ordering<Line> by{};
    predicate<Employee> bosses{};
    predicate<Order> others{};
    predicate<Category> kinds{};
    std::int64_t limit = 1000, offset = 0;
};
auto told(wanted w) {
    return from<Line>()
        .where(w.lines)
        .order_by(w.by.by(line_order).by(line_product))
        .limit(w.limit)
        .offset(w.offset)
        .select<LineOfCard>(bosses.where(w.bosses), others.where(w.others).order_by(order_id), kinds.where(w.kinds));
}
/// The same by hand, with conditions on what is joined.
std::string by_hand(const std::string& where = "1 = 1", const std::string& order = "l.order_id, l.product_id, b.id",
                    const std::string& of_boss = "1 = 1", const std::string& of_other = "1 = 1",
                    const std::string& of_kind = "1 = 1") {
    return "SELECT l.quantity, o.id, c.code, b.id, e.first, f.first, p.name, k.name FROM line l JOIN orders o ON o.id = "
           "l.order_id LEFT JOIN customer c ON c.code = o.customer_code LEFT JOIN orders b ON b.customer_code = c.code AND " +
           of_other + " LEFT JOIN employee e ON e.id = o.employee_id LEFT JOIN employee f ON f.id = e.boss_id AND " +
           of_boss + " JOIN product p ON p.id = l.product_id LEFT JOIN category k ON k.id = p.category_id AND " +
           of_kind + " WHERE " + where + " ORDER BY " + order;
}

struct desks {
    predicate<Employee> employees{}, reports{};
    predicate<Order> orders{};
    std::int64_t most_reports = 1000, most_orders = 1000;
};
auto told(const desks& w) {
    return from<Employee>()
        .where(w.employees)
        .order_by(employee_id)
        .select<Desk>(nested<&Desk::reports>().where(w.reports).order_by(employee_id).limit(w.most_reports),
                      nested<&Desk::orders>().where(w.orders).order_by(order_id.desc()).limit(w.most_orders));
}
std::string desks_by_hand(const std::string& reports, const std::string& orders, const std::string& where = "1 = 1") {
    return "SELECT e.first, b.first, r.first, o.id FROM employee e LEFT JOIN employee b ON b.id = e.boss_id LEFT JOIN " +
           reports + " AS r ON r.boss_id = e.id LEFT JOIN " + orders + " AS o ON o.employee_id = e.id WHERE " + where +
           " ORDER BY e.id, r.id, o.id DESC";
}

} // namespace shop_references
using namespace shop_references;

TEMPLATE_TEST_CASE("EF Core: includes of references", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w) { return db.all(told(w)); };

    s.in_order("references of references, and a list behind one", read({}), by_hand().c_str());
    s.in_order("of rows by a reference two away",
               read({.lines = related<&Line::product_id>(related<&Product::category_id>(category_name == "Dairy"))}),
               by_hand("k.name = 'Dairy'").c_str());
    s.in_order("of rows by two references at once",
               read({.lines = related<&Line::order_id>(related<&Order::employee_id>(title == "Representative")) &&
                              related<&Line::product_id>(stock < 20)}),
               by_hand("e.title = 'Representative' AND p.stock < 20").c_str());
    s.in_order("rows in the order of a reference of a reference",
               read({.by = parent_of<&Line::order_id>(parent_of<&Order::employee_id>(last_name)).desc()}),
               by_hand("1 = 1", "e.last DESC, l.order_id, l.product_id, b.id").c_str());
    s.in_order("a reference that a filter leaves out", read({.kinds = category_name != "Dairy"}),
               by_hand("1 = 1", "l.order_id, l.product_id, b.id", "1 = 1", "1 = 1", "k.name <> 'Dairy'").c_str());
    s.in_order("a reference of a reference that a filter leaves out", read({.bosses = first_name == "Steven"}),
               by_hand("1 = 1", "l.order_id, l.product_id, b.id", "f.first = 'Steven'").c_str());
    s.in_order("a list behind a reference, filtered", read({.others = status == Status::open}),
               by_hand("1 = 1", "l.order_id, l.product_id, b.id", "1 = 1", "b.status = 'open'").c_str());
    s.in_order("three filters behind references, and one of the rows",
               read({.lines = quantity >= 10,
                     .bosses = first_name == "Andrew",
                     .others = freight > 1,
                     .kinds = category_name.like("C%")}),
               by_hand("l.quantity >= 10", "l.order_id, l.product_id, b.id", "f.first = 'Andrew'", "b.freight > 1",
                       "k.name LIKE 'C%'")
                   .c_str());
    s.in_order("a page of rows with their references", read({.limit = 3, .offset = 8}),
               by_hand("(l.order_id, l.product_id) IN (VALUES (6, 1), (6, 7), (7, 2))").c_str());
    s.in_order("the rows of a reference that others reference too, in each of them",
               read({.lines = related<&Line::product_id>(product_name == "Chai")}), by_hand("p.name = 'Chai'").c_str());
    s.trees("references that are NULL", db.one(from<Order>().where(order_id == 13).select<Card>()),
            "SELECT 13, NULL, NULL, NULL, NULL");
    auto tx = db.begin();
    tx.exec(update<Employee>().set(boss_id = std::nullopt).where(employee_id == 5));
    tx.exec(update<Product>().set(product_category = 5).where(product_id == 10));
    s.in_order(
        "references that the transaction has changed",
        tx.all(told(wanted{.lines = line_product == 10 || line_order == 7, .others = order_id < 0})),
        "SELECT 10, 4, 'ANATR', NULL, 'Robert', 'Steven', 'Geitost', 'Empty' UNION ALL SELECT 50, 7, 'BERGS', NULL, "
        "'Janet', 'Andrew', 'Chang', 'Beverages' UNION ALL SELECT 5, 11, 'SAVEA', NULL, 'Anne', 'Steven', 'Geitost', "
        "'Empty'");
}

TEMPLATE_TEST_CASE("EF Core: includes side by side", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto read = [&](const desks& w) { return db.all(told(w)); };
    const std::string first_two =
        "(SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY boss_id ORDER BY id) AS n FROM employee t) AS u WHERE "
        "n <= 2)";
    const std::string last =
        "(SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY employee_id ORDER BY id DESC) AS n FROM orders t) AS u "
        "WHERE n = 1)";

    const auto all = read({});
    s.in_order("a reference and two lists", all, desks_by_hand("employee", "orders").c_str());
    std::int64_t listed = 0;
    for (const Desk& each : all) listed += static_cast<std::int64_t>(each.reports.size() + each.orders.size());
    s.is(
        "no list is there once for each row of the other one", listed,
        "SELECT (SELECT count(*) FROM employee WHERE boss_id IS NOT NULL) + (SELECT count(*) FROM orders WHERE employee_id "
        "IS NOT NULL)");
    s.in_order("a filter of one list leaves the other one whole", read({.reports = hired < on(1993, 1, 1)}),
               desks_by_hand("(SELECT * FROM employee WHERE hired < '1993-01-01')", "orders").c_str());
    s.in_order("other filters of lists of one table and of another",
               read({.reports = title == "Representative", .orders = shipped.is_null()}),
               desks_by_hand("(SELECT * FROM employee WHERE title = 'Representative')",
                             "(SELECT * FROM orders WHERE shipped IS NULL)")
                   .c_str());
    s.in_order("the first of one list, the last of the other", read({.most_reports = 2, .most_orders = 1}),
               desks_by_hand(first_two, last).c_str());
    s.in_order("rows where one list is empty and the other is not",
               read({.employees = some<&Employee::boss_id>() && none<&Order::employee_id>()}),
               desks_by_hand("employee", "orders", "e.id IN (2, 5)").c_str());
    s.in_order(
        "a list of the rows' own table by what these have",
        read({.reports = count_of<&Order::employee_id>() > 1, .most_orders = 0}),
        desks_by_hand("(SELECT * FROM employee WHERE id IN (1, 3, 4, 6, 9))", "(SELECT * FROM orders WHERE 1 = 0)")
            .c_str());
    s.in_order("a list by the row around, which is of its own table",
               read({.reports = related<&Employee::boss_id>(last_name == "Fuller")}),
               desks_by_hand("(SELECT * FROM employee WHERE boss_id = 2)", "orders").c_str());
}

TEMPLATE_TEST_CASE("EF Core: values beside includes", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto with_lines = [](const auto& some_lines) {
        return from<Order>()
            .where(order_id.in(10, 13, 5))
            .order_by(order_id)
            .template select<OrderNumbers>(field<&OrderNumbers::line_count> = count_of<&Line::order_id>(),
                                           nested<&OrderNumbers::lines>().where(some_lines).order_by(line_product));
    };
    text_rows counted;
    for (const auto& each : db.all(with_lines(quantity >= 30)))
        counted.push_back(std::to_string(each.id) + "|" + std::to_string(each.line_count) + "|" +
                          std::to_string(each.lines.size()));
    s.leaves("a count of the whole list beside a part of it",
             "SELECT 5, 2, 0 UNION ALL SELECT 10, 3, 3 UNION ALL SELECT 13, 0, 0", counted);

    const auto numbers = [](const predicate<Order>& dear, std::int64_t least) {
        return from<Customer>().order_by(code).select<Numbers>(
            field<&Numbers::sent_count> = count_of<&Order::customer_code>(status == Status::sent),
            field<&Numbers::is_dear> = some<&Order::customer_code>(dear),
            nested<&Numbers::all>().where(order_id >= least).order_by(order_id));
    };
    const std::string by_sql =
        "SELECT code, (SELECT count(*) FROM orders WHERE customer_code = code AND status = 'sent'), "
        "code IN (SELECT customer_code FROM orders WHERE customer_code IS NOT NULL AND ";
    const std::string listed = "), id FROM customer LEFT JOIN orders ON customer_code = code";
    s.in_order("a count, and whether there is one that is so, beside a list", db.all(numbers(freight > 100, 0)),
               (by_sql + "freight > 100" + listed + " ORDER BY code, id").c_str());
    s.in_order("the same of other values, and a part of the list",
               db.all(numbers(some<&Line::order_id>(quantity > 40), 7)),
               (by_sql + "id IN (7, 10)" + listed + " AND id >= 7 ORDER BY code, id").c_str());
    s.in_order("values of a page of rows, each with its list", db.all(numbers(freight > 60, 0).limit(2).offset(2)),
               "SELECT 'AROUT', 2, false, 5 UNION ALL SELECT 'AROUT', 2, false, 6 UNION ALL SELECT 'BERGS', 1, true, 7 "
               "UNION ALL SELECT 'BERGS', 1, true, 8");
}
