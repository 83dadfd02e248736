// Situations of EF Core's kit: rows with the lists and rows that belong to them, of which a part is read, in an order,
// in one statement or in several. Each is compared with left joins by hand.

#include "shop.hpp"
#include "tree_rows.hpp"

#include <support/trees.hpp>

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace shop_includes {

struct ProductOf {
    using model = Product;
    std::string name{};
};
struct LineOf {
    using model = Line;
    std::int32_t quantity{};
    ProductOf product{};
};
struct OrderOf {
    using model = Order;
    std::int64_t id{};
    std::vector<LineOf> lines{};
};
struct CustomerOf {
    using model = Customer;
    std::string code{};
    std::vector<OrderOf> orders{};
};
constexpr auto each_order = nested<&CustomerOf::orders>();
constexpr auto each_line = nested<&CustomerOf::orders, &OrderOf::lines>();

/// What is asked for at each level. The run time decides, so that all situations are of one query.
struct wanted {
    predicate<Customer> customers{};
    ordering<Customer> by{};
    predicate<Order> orders{};
    ordering<Order> orders_by{};
    predicate<Line> lines{};
    ordering<Line> lines_by{};
};
auto told(const wanted& w) {
    return from<Customer>()
        .where(w.customers)
        .order_by(w.by)
        .select<CustomerOf>(each_order.where(w.orders).order_by(w.orders_by),
                            each_line.where(w.lines).order_by(w.lines_by));
}
struct part {
    std::int64_t limit = 1000, offset = 0;
};
auto told(wanted w, part customers, part orders, part lines) {
    return from<Customer>()
        .where(w.customers)
        .order_by(w.by.by(code))
        .limit(customers.limit)
        .offset(customers.offset)
        .select<CustomerOf>(
            each_order.where(w.orders).order_by(w.orders_by.by(order_id)).limit(orders.limit).offset(orders.offset),
            each_line.where(w.lines).order_by(w.lines_by.by(line_product)).limit(lines.limit).offset(lines.offset));
}

/// The same by hand: a table, or a query of it, for each level.
struct by_hand {
    std::string customers = "customer", orders = "orders", lines = "line", order = "";
    std::string sql() const {
        return "SELECT c.code, o.id, l.quantity, p.name FROM " + customers + " AS c LEFT JOIN " + orders +
               " AS o ON o.customer_code = c.code LEFT JOIN " + lines +
               " AS l ON l.order_id = o.id LEFT JOIN product AS p ON p.id = l.product_id" +
               (order.empty() ? "" : " ORDER BY ") + order;
    }
};
std::string those(const std::string& table, const std::string& condition) {
    return "(SELECT * FROM " + table + " WHERE " + condition + ")";
}
/// Those whose number in their list is so.
std::string numbered(const std::string& table, const std::string& of, const std::string& order, const std::string& n) {
    return "(SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY " + of + " ORDER BY " + order + ") AS n FROM " +
           table + " AS t) AS u WHERE " + n + ")";
}

} // namespace shop_includes
using namespace shop_includes;

TEMPLATE_TEST_CASE("EF Core: includes with filters", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w) { return fresh.db().all(told(w)); };
    const auto orders_where = [](const char* condition) { return by_hand{.orders = those("orders", condition)}.sql(); };
    const auto lines_where = [](const char* condition) { return by_hand{.lines = those("line", condition)}.sql(); };

    s.trees("one filter for the rows, another one for their lists",
            read({.customers = country == "UK", .orders = freight > 40}),
            by_hand{.customers = those("customer", "country = 'UK'"), .orders = those("orders", "freight > 40")}
                .sql()
                .c_str());
    s.trees(
        "the same filter for the rows and for their lists",
        read({.customers = some<&Order::customer_code>(status == Status::open), .orders = status == Status::open}),
        "SELECT customer_code, o.id, quantity, name FROM orders o JOIN line ON order_id = o.id JOIN product p ON p.id "
        "= product_id WHERE status = 'open' AND customer_code IS NOT NULL");
    s.trees("rows that have one that is so, with those that are not",
            read({.customers = some<&Order::customer_code>(freight >= 60), .orders = !(freight >= 60)}),
            by_hand{.customers = those("customer", "code IN ('ALFKI', 'BERGS', 'SAVEA')"),
                    .orders = those("orders", "freight < 60")}
                .sql()
                .c_str());
    s.trees("rows that have none that is so, with all that they have",
            read({.customers = none<&Order::customer_code>(status == Status::sent)}),
            by_hand{.customers = those("customer", "code NOT IN (SELECT customer_code FROM orders WHERE status = "
                                                   "'sent' AND customer_code IS NOT NULL)")}
                .sql()
                .c_str());
    s.trees("filters of two levels of lists", read({.orders = freight > 30, .lines = quantity >= 20}),
            by_hand{.orders = those("orders", "freight > 30"), .lines = those("line", "quantity >= 20")}.sql().c_str());
    s.trees("filters of three levels",
            read({.customers = country != "USA", .orders = shipped.is_not_null(), .lines = discount == 0.0}),
            by_hand{.customers = those("customer", "country <> 'USA'"),
                    .orders = those("orders", "shipped IS NOT NULL"),
                    .lines = those("line", "discount = 0")}
                .sql()
                .c_str());
    s.trees("a list by what its rows have", read({.orders = some<&Line::order_id>(quantity >= 50)}),
            orders_where("id IN (SELECT order_id FROM line WHERE quantity >= 50)").c_str());
    s.trees("a list by how many its rows have", read({.orders = count_of<&Line::order_id>() > 1}),
            orders_where("id IN (1, 2, 5, 6, 10)").c_str());
    s.trees("a list by the row that it belongs to", read({.orders = related<&Order::customer_code>(city == "London")}),
            orders_where("customer_code IN ('AROUT', 'BSBEV')").c_str());
    s.trees("the lowest list by the row at the top",
            read({.lines = related<&Line::order_id>(related<&Order::customer_code>(country == "USA"))}),
            lines_where("order_id IN (10, 11, 12)").c_str());
    s.trees("a list by what its rows reference", read({.lines = related<&Line::product_id>(discontinued == true)}),
            lines_where("product_id IN (5, 11)").c_str());
    s.trees("a list by a reference of a reference",
            read({.lines = related<&Line::product_id>(related<&Product::category_id>(category_name == "Dairy"))}),
            lines_where("product_id IN (SELECT id FROM product WHERE category_id = 4)").c_str());
    s.trees("a list by what is NULL", read({.orders = shipped.is_null()}), orders_where("shipped IS NULL").c_str());
    s.trees("a list by an enum", read({.orders = status != Status::sent}), orders_where("status <> 'sent'").c_str());
    s.trees("a filter that nothing meets: all rows, with empty lists", read({.orders = order_id < 0}),
            "SELECT code, NULL, NULL, NULL FROM customer");
    s.trees("a list by keys of the program", read({.orders = order_id.in(std::vector<std::int64_t>{1, 4, 12, 1, 99})}),
            orders_where("id IN (1, 4, 12)").c_str());
    s.trees("a list by no keys", read({.orders = order_id.in(std::vector<std::int64_t>{})}),
            "SELECT code, NULL, NULL, NULL FROM customer");
    wanted dear{.orders = freight > 200};
    dear.orders |= status == Status::open;
    s.trees("a list by one condition or another", read(dear), orders_where("freight > 200 OR status = 'open'").c_str());
    dear.orders &= order_employee.is_not_null();
    s.trees("a condition that is added to a filter", read(dear),
            orders_where("(freight > 200 OR status = 'open') AND employee_id IS NOT NULL").c_str());
    s.trees("a list by a query of other rows",
            read({.lines = line_product.in(from<Product>().where(stock > 25).select(product_id))}),
            lines_where("product_id IN (1, 4, 6, 10)").c_str());
    s.trees("a list by two columns of its key", read({.lines = line_order > line_product}),
            lines_where("order_id > product_id").c_str());
    for (const std::int32_t least : {10, 40}) {
        const auto found = read({.lines = quantity >= least});
        if (least == 40)
            s.trees("another value for a filter that was asked before", found, lines_where("quantity >= 40").c_str());
    }
    s.missing("a value that is given when the query runs, inside a list",
              "param<...> of a level is refused; the value is written where the query is made");
}

TEMPLATE_TEST_CASE("EF Core: includes in an order", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    tree_scenarios s(fresh);
    const auto read = [&](wanted w) {
        w.by.by(code);
        w.orders_by.by(order_id);
        w.lines_by.by(line_product);
        return fresh.db().all(told(w));
    };
    const auto by = [](const char* order) { return by_hand{.order = order}.sql(); };
    const auto with_employees = by_hand{.orders = "(SELECT o.*, first FROM orders o LEFT JOIN employee e ON e.id = "
                                                  "employee_id)"};

    s.in_order("rows and lists in opposite directions",
               read({.by = code.desc(), .orders_by = order_id, .lines_by = line_product.desc()}),
               by("c.code DESC, o.id, l.product_id DESC").c_str());
    s.in_order("a list by what may be NULL", read({.orders_by = shipped.asc().nulls_last()}),
               by("c.code, o.shipped IS NULL, o.shipped, o.id, l.product_id").c_str());
    s.in_order("a list by the row that each references",
               read({.orders_by = parent_of<&Order::employee_id>(first_name).desc().nulls_last()}),
               (with_employees.sql() + " ORDER BY c.code, o.first IS NULL, o.first DESC, o.id, l.product_id").c_str());
    s.in_order("a list by how many each has", read({.orders_by = count_of<&Line::order_id>().desc()}),
               by("c.code, (SELECT count(*) FROM line m WHERE m.order_id = o.id) DESC, o.id, l.product_id").c_str());
    s.in_order("the lowest list by a name that it references",
               read({.lines_by = parent_of<&Line::product_id>(product_name)}), by("c.code, o.id, p.name").c_str());
    s.in_order("rows by a column that is not read", read({.by = company.desc()}),
               by("c.company DESC, o.id, l.product_id").c_str());
    s.in_order("rows by how many they have, and the dearest of them first",
               read({.by = count_of<&Order::customer_code>().desc(), .orders_by = freight.desc()}),
               by("(SELECT count(*) FROM orders m WHERE m.customer_code = c.code) DESC, c.code, o.freight DESC, o.id, "
                  "l.product_id")
                   .c_str());
    s.in_order("rows by what may be NULL, these first", read({.by = region.asc().nulls_first()}),
               by("c.region IS NOT NULL, c.region, c.code, o.id, l.product_id").c_str());
    s.in_order("rows by whether something holds",
               read({.by = case_when(country == "UK", 1).when(country == "USA", 2).otherwise(3)}),
               by("CASE c.country WHEN 'UK' THEN 1 WHEN 'USA' THEN 2 ELSE 3 END, c.code, o.id, l.product_id").c_str());
    s.in_order("an order, and a filter, of two levels",
               read({.orders = freight > 1, .orders_by = freight, .lines = quantity > 5, .lines_by = quantity.desc()}),
               by_hand{.orders = those("orders", "freight > 1"),
                       .lines = those("line", "quantity > 5"),
                       .order = "c.code, o.freight, o.id, l.quantity DESC, l.product_id"}
                   .sql()
                   .c_str());
}

TEMPLATE_TEST_CASE("EF Core: includes of a part of each list", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w, part customers, part orders, part lines) {
        return fresh.db().all(told(w, customers, orders, lines));
    };
    const std::string in_order = "c.code, o.id, l.product_id";
    const auto orders_numbered = [](const char* n) { return numbered("orders", "customer_code", "id", n); };
    const auto first_customers = [](const char* bound) {
        return std::string("(SELECT * FROM customer ORDER BY code ") + bound + ")";
    };

    s.in_order("the second of each list", read({}, {}, {1, 1}, {}),
               by_hand{.orders = orders_numbered("n = 2"), .order = in_order}.sql().c_str());
    s.in_order("some rows, and the first of each of their lists", read({}, {3}, {1}, {}),
               by_hand{first_customers("LIMIT 3"), orders_numbered("n = 1"), "line", in_order}.sql().c_str());
    s.in_order(
        "all but some rows, and all but the first of their lists", read({}, {100, 2}, {100, 1}, {}),
        by_hand{first_customers("LIMIT 100 OFFSET 2"), orders_numbered("n > 1"), "line", in_order}.sql().c_str());
    s.in_order("the first of the lowest lists, for each list by itself", read({}, {}, {}, {1}),
               by_hand{.lines = numbered("line", "order_id", "product_id", "n = 1"), .order = in_order}.sql().c_str());
    s.in_order("a part at each of three levels", read({}, {5}, {2}, {1}),
               by_hand{first_customers("LIMIT 5"), orders_numbered("n <= 2"),
                       numbered("line", "order_id", "product_id", "n = 1"), in_order}
                   .sql()
                   .c_str());
    s.in_order(
        "the dearest of those that are so", read({.orders = freight < 200, .orders_by = freight.desc()}, {}, {1}, {}),
        by_hand{.orders = numbered(those("orders", "freight < 200"), "customer_code", "freight DESC, id", "n = 1"),
                .order = in_order}
            .sql()
            .c_str());
    s.in_order("none of each list", read({}, {}, {0}, {}), "SELECT code, NULL, NULL, NULL FROM customer ORDER BY code");
    s.in_order("a part of rows without lists", read({.customers = none<&Order::customer_code>()}, {2, 1}, {1}, {1}),
               "SELECT 'BOTTM', NULL, NULL, NULL UNION ALL SELECT 'FISSA', NULL, NULL, NULL");
    s.in_order("a part behind the end of every list", read({}, {4}, {1, 10}, {}),
               "SELECT code, NULL, NULL, NULL FROM customer ORDER BY code LIMIT 4");
    s.in_order(
        "the last of each list", read({.orders_by = order_id.desc()}, {}, {1}, {}),
        by_hand{.orders = numbered("orders", "customer_code", "id DESC", "n = 1"), .order = in_order}.sql().c_str());
    s.in_order("all but the first, and of these the largest below",
               read({.lines_by = quantity.desc()}, {}, {100, 1}, {1}),
               by_hand{.orders = orders_numbered("n > 1"),
                       .lines = numbered("line", "order_id", "quantity DESC, product_id", "n = 1"),
                       .order = in_order}
                   .sql()
                   .c_str());
    s.in_order("some of the rows that have one that is so, with the first that is",
               read({.customers = some<&Order::customer_code>(freight > 40), .orders = freight > 40}, {2, 1}, {1}, {}),
               by_hand{.customers = those("customer", "code IN ('AROUT', 'BERGS')"),
                       .orders = numbered(those("orders", "freight > 40"), "customer_code", "id", "n = 1"),
                       .order = in_order}
                   .sql()
                   .c_str());
    s.in_order("a part of the rows in the order of a count, each with the oldest of its list",
               read({.by = count_of<&Order::customer_code>().desc(), .orders_by = placed}, {4}, {1}, {}),
               by_hand{.customers = those("customer", "code IN ('ALFKI', 'AROUT', 'BERGS', 'SAVEA')"),
                       .orders = numbered("orders", "customer_code", "placed, id", "n = 1"),
                       .order = in_order}
                   .sql()
                   .c_str());
    s.in_order("a part of the rows by their lists, and a part of these by the rows",
               read({.customers = every<&Order::customer_code>(freight > 1),
                     .orders = related<&Order::customer_code>(count_of<&Order::customer_code>() > 1)},
                    {3}, {1}, {1}),
               "SELECT 'ANATR', NULL, NULL, NULL UNION ALL SELECT 'AROUT', 5, 25, 'Queso Cabrales' UNION ALL SELECT "
               "'BERGS', 7, 50, 'Chang'");
}

TEMPLATE_TEST_CASE("EF Core: includes of chosen rows", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const auto read = [&](const wanted& w) { return db.all(told(w)); };
    const auto customers_where = [](const char* condition) {
        return by_hand{.customers = those("customer", condition)}.sql();
    };

    s.trees("one row by its key", db.one(told({.customers = code == "AROUT"})),
            customers_where("code = 'AROUT'").c_str());
    s.template refuses<not_found>("one row by a key that is not there",
                                  [&] { static_cast<void>(db.one(told({.customers = code == "NOBODY"}))); });
    s.template refuses<too_many_rows>("one row where there are several",
                                      [&] { static_cast<void>(db.one(told({.customers = country == "UK"}))); });
    s.trees("the first row of an order, with its lists", *db.first(told({.by = company.desc(), .orders = freight > 0})),
            "SELECT 'THEBI', NULL, NULL, NULL");
    s.is("no first row", db.first(told({.customers = country == "Norway"})).has_value(), {"SELECT 0", "SELECT false"});
    s.is("how many rows, whatever their lists", db.count(told({.customers = country == "USA", .orders = order_id < 0})),
         "SELECT 3");
    s.trees("rows by a list of keys, one twice and one that is not there",
            read({.customers = code.in(std::vector<std::string>{"ALFKI", "BLAUS", "ALFKI", "NOBODY"})}),
            customers_where("code IN ('ALFKI', 'BLAUS')").c_str());
    s.is("rows by no keys", static_cast<std::int64_t>(read({.customers = code.in(std::vector<std::string>{})}).size()),
         "SELECT 0");
    s.trees("rows by a text with a quote", read({.customers = company.contains("'s B")}),
            customers_where("code = 'BSBEV'").c_str());
    s.trees("rows that groups of others name",
            read({.customers = code.in(from<Order>()
                                           .where(order_customer.is_not_null())
                                           .group_by(order_customer)
                                           .having(count() > 1)
                                           .select(order_customer))}),
            customers_where("code IN ('ALFKI', 'AROUT', 'BERGS', 'SAVEA')").c_str());
    s.trees("rows by what is three levels below",
            read({.customers = some<&Order::customer_code>(some<&Line::order_id>(
                      related<&Line::product_id>(related<&Product::category_id>(category_name == "Dairy"))))}),
            customers_where("code IN ('ANATR', 'AROUT', 'SAVEA')").c_str());
    s.trees("rows whose list has one row by two conditions at once",
            read({.customers = some<&Order::customer_code>(freight < 1 && status == Status::open)}),
            customers_where("code IN ('ALFKI', 'SAVEA')").c_str());
    {
        auto tx = db.begin();
        tx.exec(update<Order>().set(order_customer = "BLAUS").where(order_id == 13));
        tx.insert(Line{13, 12, cents(1), 77, 0});
        s.trees("what the transaction has written, at two levels",
                tx.all(told({.customers = code == "BLAUS", .lines = quantity > 50})),
                "SELECT 'BLAUS', 13, 77, 'Mystery Box'");
        tx.rollback();
    }
    s.trees("and nothing of it after a rollback", read({.customers = code == "BLAUS"}),
            "SELECT 'BLAUS', NULL, NULL, NULL");
}

TEMPLATE_TEST_CASE("EF Core: split queries", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    const wanted filters{.customers = country != "USA", .orders = freight > 30, .lines = quantity > 5};
    const wanted orders{.by = code.desc(), .orders_by = order_id.desc(), .lines_by = line_product.desc()};
    const std::string filtered = by_hand{.customers = those("customer", "country <> 'USA'"),
                                         .orders = those("orders", "freight > 30"),
                                         .lines = those("line", "quantity > 5")}
                                     .sql();
    const std::string ordered = by_hand{.order = "c.code DESC, o.id DESC, l.product_id DESC"}.sql();
    const auto by_keys = [](const wanted& w) { return told(w).load_by(program_keys); };
    const auto by_tables = [](const wanted& w) { return told(w).load_by(full_tables); };

    s.trees("keys of the program: all", db.all(by_keys({})), by_hand{}.sql().c_str());
    s.trees("keys of the program: filters of three levels", db.all(by_keys(filters)), filtered.c_str());
    s.in_order("keys of the program: orders of three levels", db.all(by_keys(orders)), ordered.c_str());
    s.trees("keys of the program: one row", db.one(by_keys({.customers = code == "SAVEA"})),
            by_hand{.customers = those("customer", "code = 'SAVEA'")}.sql().c_str());
    s.trees("full tables: all", db.all(by_tables({})), by_hand{}.sql().c_str());
    s.trees("full tables: filters, and what belongs to no row that came", db.all(by_tables(filters)), filtered.c_str());
    s.in_order("full tables: orders of three levels", db.all(by_tables(orders)), ordered.c_str());
    s.trees("full tables: one row without a list", db.one(by_tables({.customers = code == "PARIS"})),
            "SELECT 'PARIS', NULL, NULL, NULL");
    std::vector<CustomerOf> streamed;
    for (const CustomerOf& each : db.each(by_keys(filters))) streamed.push_back(each);
    s.trees("a stream of trees", streamed, filtered.c_str());
    streamed.clear();
    for (const CustomerOf& each : db.each(by_keys({.by = code}))) {
        streamed.push_back(each);
        if (each.code == "ANATR") break;
    }
    s.trees("a stream that is left early", streamed,
            by_hand{.customers = those("customer", "code IN ('ALFKI', 'ANATR')")}.sql().c_str());
    auto tx = db.begin();
    const auto statements_of = [&](const auto& query) {
        statement_counter<TestType> counter(db);
        static_cast<void>(tx.all(query));
        return counter.reads();
    };
    s.is("full tables: one statement for each of three levels",
         statements_of(from<Order>().template select<OrderOf>().load_by(full_tables)), "SELECT 3");
    s.is("full tables: keys of text are looked for as without", statements_of(by_tables({})),
         ("SELECT " + std::to_string(statements_of(told({})))).c_str());
    tx.exec(delete_from<Line>().where(line_product == 1));
    tx.exec(update<Order>().set(order_customer = "THEBI").where(order_id == 12));
    s.trees(
        "keys of the program: in a transaction that has written", tx.all(by_keys({.customers = country == "USA"})),
        "SELECT 'RATTC', NULL, NULL, NULL UNION ALL SELECT 'THEBI', 12, 1, 'Gumbo Mix' UNION ALL SELECT 'SAVEA', 10, "
        "80, 'Cajun Seasoning' UNION ALL SELECT 'SAVEA', 10, 30, 'Mascarpone' UNION ALL SELECT 'SAVEA', 11, 5, "
        "'Geitost'");
    s.trees(
        "full tables: in a transaction that has written", tx.one(by_tables({.customers = code == "ALFKI"})),
        "SELECT 'ALFKI', 1, 21, 'Chang' UNION ALL SELECT 'ALFKI', 2, 6, 'Aniseed Syrup' UNION ALL SELECT 'ALFKI', 2, 2, "
        "'Cajun Seasoning' UNION ALL SELECT 'ALFKI', 3, NULL, NULL");
    tx.rollback();
    s.missing("full tables, and a part of each list",
              "a limit needs the rows above it; without full_tables it is read");
}

TEMPLATE_TEST_CASE("EF Core: lists of rows in hand", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    auto& db = fresh.db();
    tree_scenarios s(fresh);
    std::vector<CustomerOf> hand{{.code = "BERGS"}, {.code = "FISSA"}, {.code = "ALFKI"}, {.code = "NOBODY"}};
    const auto load = [&](auto& rows, const wanted& w) {
        db.template load<&CustomerOf::orders>(rows, each_order.where(w.orders).order_by(w.orders_by),
                                              each_line.where(w.lines).order_by(w.lines_by));
    };
    const auto in_hand = [](const char* orders, const char* lines) {
        return by_hand{.customers = "(SELECT code FROM customer WHERE code IN ('BERGS', 'FISSA', 'ALFKI') UNION SELECT "
                                    "'NOBODY')",
                       .orders = those("orders", orders),
                       .lines = those("line", lines)}
            .sql();
    };

    load(hand, {});
    s.trees("lists of rows, of which one is not stored and one has none", hand, in_hand("1 = 1", "1 = 1").c_str());
    load(hand, {});
    s.trees("lists that are there already take no row twice", hand, in_hand("1 = 1", "1 = 1").c_str());
    load(hand, {.orders = status == Status::sent, .lines = quantity > 10});
    s.trees("a filter takes out of a list what it had", hand, in_hand("status = 'sent'", "quantity > 10").c_str());
    s.in_order("the rows stay in the order in which the program has them",
               std::vector<std::string>{hand[0].code, hand[1].code, hand[2].code, hand[3].code},
               "SELECT 'BERGS' UNION ALL SELECT 'FISSA' UNION ALL SELECT 'ALFKI' UNION ALL SELECT 'NOBODY'");
    db.template load<&CustomerOf::orders, &OrderOf::lines>(hand, each_line.where(quantity < 7));
    s.trees("the lists of a list, which stays as it is", hand, in_hand("status = 'sent'", "quantity < 7").c_str());
    std::vector<CustomerOf> twice{{.code = "AROUT"}, {.code = "AROUT"}};
    load(twice, {.orders_by = order_id.desc(), .lines_by = line_product});
    s.in_order(
        "one row that the program has twice", twice,
        "SELECT o.customer_code, o.id, quantity, p.name FROM (SELECT 1 AS n UNION ALL SELECT 2) AS t, orders o JOIN "
        "line ON order_id = o.id JOIN product p ON p.id = product_id WHERE customer_code = 'AROUT' ORDER BY n, o.id "
        "DESC, product_id");
    CustomerOf one{.code = "SAVEA"};
    load(one, {.orders = freight > 0, .lines = discount > 0.1});
    s.trees("one object", one, "SELECT 'SAVEA', 10, 100, 'Chai' UNION ALL SELECT 'SAVEA', 10, 80, 'Cajun Seasoning'");
    std::vector<CustomerOf> nobody;
    statement_counter<TestType> counter(db);
    load(nobody, {});
    s.is("no rows in hand: nothing is asked", counter.reads(), "SELECT 0");
}
