// Situations of Prisma's and Django's kits: conditions over relations, their counts, and orders by them.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace club {

// A table with relations to itself of every kind: one to one, one to many, many to many.
struct Member {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> partner_id{};
    std::optional<std::int64_t> mother_id{};
    std::optional<std::int64_t> captain_id{};
};
struct Admirer {
    std::int64_t admired_id{};
    std::int64_t admirer_id{};
};
struct Locker { // of one member at most
    std::int64_t id{};
    std::string colour{};
    std::optional<std::int64_t> member_id{};
};
using tables = schema<Member, Admirer, Locker>;

} // namespace club
using namespace club;

template <> inline constexpr auto refract::model<Member> = refract::table(
    refract::unique<&Member::partner_id>, refract::foreign_key<&Member::partner_id>.references<&Member::id>(),
    refract::foreign_key<&Member::mother_id>.references<&Member::id>(),
    refract::foreign_key<&Member::captain_id>.references<&Member::id>(), refract::through<Admirer>);
template <> inline constexpr auto refract::model<Admirer> =
    refract::table(refract::primary_key<&Admirer::admired_id, &Admirer::admirer_id>,
                   refract::foreign_key<&Admirer::admired_id>.references<&Member::id>(),
                   refract::foreign_key<&Admirer::admirer_id>.references<&Member::id>());
template <> inline constexpr auto refract::model<Locker> = refract::table(
    refract::unique<&Locker::member_id>, refract::foreign_key<&Locker::member_id>.references<&Member::id>());

namespace {

/// Kim (1) is partner of Lea (2), and captain of Max (3) and Noa (4). Lea is Oda's (5) mother. Pia (6) and Noa admire Kim, Pia
/// admires Oda, Lea admires herself.
template <class Database> void gather(Database& db) {
    db.template create_tables<tables>();
    for (const char* name : {"Kim", "Lea", "Max", "Noa", "Oda", "Pia"}) db.insert(Member{.name = name});
    db.exec(update<Member>().set(col<&Member::partner_id> = 2).where(col<&Member::id> == 1));
    db.exec(update<Member>().set(col<&Member::captain_id> = 1).where(col<&Member::id>.in(3, 4)));
    db.exec(update<Member>().set(col<&Member::mother_id> = 2).where(col<&Member::id> == 5));
    db.insert_many(std::vector<Admirer>{{1, 6}, {1, 4}, {5, 6}, {2, 2}});
    db.insert(Locker{.colour = "red", .member_id = 1});
    db.insert(Locker{.colour = "blue", .member_id = 5});
    db.insert(Locker{.colour = "grey"});
}

constexpr auto codes = from<Customer>().select(code);
constexpr auto orders = from<Order>().select(order_id);
constexpr auto products = from<Product>().select(product_id);
constexpr auto categories = from<Category>().select(category_name);
constexpr auto names = from<Member>().select(col<&Member::name>);
constexpr auto colours = from<Locker>().select(col<&Locker::colour>);

/// Customers by how many of their orders are so, an order being so by how many of its lines are.
std::string of_orders_of_lines(const std::string& line, const std::string& so, const std::string& how_many) {
    return "SELECT code FROM customer LEFT JOIN (SELECT o.id, o.customer_code AS owner, count(l.order_id) AS lines, "
           "sum(CASE WHEN " +
           line +
           " THEN 1 ELSE 0 END) AS hits FROM orders AS o LEFT JOIN line AS l ON l.order_id = o.id GROUP BY o.id, "
           "o.customer_code) AS x ON owner = code GROUP BY code HAVING coalesce(sum(CASE WHEN " +
           so + " THEN 1 ELSE 0 END), 0) " + how_many;
}

} // namespace

TEMPLATE_TEST_CASE("Prisma: many relations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("some, with a bound that some pass", codes.where(some<&Order::customer_code>(freight >= 60)),
           "SELECT DISTINCT customer_code FROM orders WHERE freight >= 60");
    s.rows("some, with a bound that one passes", codes.where(some<&Order::customer_code>(freight > 800)),
           "SELECT 'SAVEA'");
    s.none("some, with two conditions that no one row passes",
           codes.where(some<&Order::customer_code>(order_id == 1 && order_id == 2)),
           "SELECT customer_code FROM orders WHERE id = 1 AND id = 2");
    s.rows("some and some, each passed by another row",
           codes.where(some<&Order::customer_code>(order_id == 1) && some<&Order::customer_code>(order_id == 2)),
           "SELECT 'ALFKI'");
    s.rows("some, with two conditions that one row passes",
           codes.where(some<&Order::customer_code>(order_id == 1 && freight > 20)), "SELECT 'ALFKI'");
    s.rows("every, where some have no row", codes.where(every<&Order::customer_code>(freight > 1)),
           "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders WHERE freight <= 1 AND "
           "customer_code IS NOT NULL)");
    s.rows(
        "every, and there are rows",
        codes.where(every<&Order::customer_code>(freight > 1) && some<&Order::customer_code>()),
        "SELECT customer_code FROM orders WHERE customer_code IS NOT NULL GROUP BY customer_code HAVING min(freight) > 1");
    s.rows("none, with a bound", codes.where(none<&Order::customer_code>(freight >= 60)),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders WHERE freight >= 60");
    s.none("none, where each has one",
           codes.where(none<&Order::customer_code>(order_id > 0) && some<&Order::customer_code>()),
           "SELECT code FROM customer WHERE 1 = 0");
    s.rows("some of nothing asked: any row", codes.where(some<&Order::customer_code>()),
           "SELECT DISTINCT customer_code FROM orders WHERE customer_code IS NOT NULL");
    s.rows("none of nothing asked: no row", codes.where(none<&Order::customer_code>()),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders");
    s.rows("every of nothing asked: all", codes.where(every<&Order::customer_code>()), "SELECT code FROM customer");
    s.rows("not some, of rows and of none", codes.where(!some<&Order::customer_code>(status == Status::sent)),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders WHERE status = 'sent'");
    s.rows("some, or a column of its own", codes.where(some<&Order::customer_code>(freight > 800) || country == "UK"),
           "SELECT 'SAVEA' UNION SELECT code FROM customer WHERE country = 'UK'");
    s.rows("some, with an or inside", codes.where(some<&Order::customer_code>(freight > 800 || order_id == 9)),
           "SELECT 'SAVEA' UNION SELECT 'BSBEV'");
    s.rows(
        "a row of NULLs is no counter-example", codes.where(every<&Order::customer_code>(shipped > day_of(1997, 1, 1))),
        "SELECT code FROM customer WHERE code NOT IN (SELECT customer_code FROM orders WHERE customer_code IS NOT NULL "
        "AND shipped IS NOT NULL AND id IN (4, 5))");
}

TEMPLATE_TEST_CASE("Prisma: many relations of many", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    const std::string some_lines = "hits > 0", every_line = "hits = lines", no_line = "hits = 0";
    const std::string is_large = "l.quantity >= 20";
    const std::string some_orders = "> 0", every_order = "= count(id)", no_order = "= 0";
    const auto by_hand = [&](const std::string& lines, const std::string& of_orders) {
        return of_orders_of_lines(is_large, lines, of_orders);
    };
    const auto large = quantity >= 20;

    s.rows("some of some", codes.where(some<&Order::customer_code>(some<&Line::order_id>(large))),
           by_hand(some_lines, some_orders).c_str());
    s.rows("some of every", codes.where(some<&Order::customer_code>(every<&Line::order_id>(large))),
           by_hand(every_line, some_orders).c_str());
    s.rows("some of none", codes.where(some<&Order::customer_code>(none<&Line::order_id>(large))),
           by_hand(no_line, some_orders).c_str());
    s.rows("every of some", codes.where(every<&Order::customer_code>(some<&Line::order_id>(large))),
           by_hand(some_lines, every_order).c_str());
    s.rows("every of every", codes.where(every<&Order::customer_code>(every<&Line::order_id>(large))),
           by_hand(every_line, every_order).c_str());
    s.rows("every of none", codes.where(every<&Order::customer_code>(none<&Line::order_id>(large))),
           by_hand(no_line, every_order).c_str());
    s.rows("none of some", codes.where(none<&Order::customer_code>(some<&Line::order_id>(large))),
           by_hand(some_lines, no_order).c_str());
    s.rows("none of every", codes.where(none<&Order::customer_code>(every<&Line::order_id>(large))),
           by_hand(every_line, no_order).c_str());
    s.rows("none of none", codes.where(none<&Order::customer_code>(none<&Line::order_id>(large))),
           by_hand(no_line, no_order).c_str());
    s.rows("some of no rows", orders.where(none<&Line::order_id>()),
           "SELECT id FROM orders EXCEPT SELECT order_id FROM line");
}

TEMPLATE_TEST_CASE("Prisma: one relation", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    gather(fresh.db());
    scenarios s(fresh);

    s.rows("is", orders.where(related<&Order::customer_code>(country == "USA")),
           "SELECT id FROM orders WHERE customer_code IN ('SAVEA', 'RATTC')");
    s.rows("is not, or there is none", orders.where(!related<&Order::customer_code>(country == "USA")),
           "SELECT id FROM orders WHERE customer_code IS NULL OR customer_code NOT IN ('SAVEA', 'RATTC')");
    s.rows("is another, and there is one", orders.where(related<&Order::customer_code>(country != "USA")),
           "SELECT id FROM orders WHERE customer_code NOT IN ('SAVEA', 'RATTC')");
    s.rows("is null", orders.where(!related<&Order::customer_code>()),
           "SELECT id FROM orders WHERE customer_code IS NULL");
    s.rows("is not null", orders.where(related<&Order::customer_code>()),
           "SELECT id FROM orders WHERE customer_code IS NOT NULL");
    s.rows("a column of the other that is NULL", orders.where(related<&Order::customer_code>(region.is_null())),
           "SELECT o.id FROM orders AS o JOIN customer ON code = customer_code WHERE region IS NULL");
    s.rows("one to one, from the side without the key",
           names.where(some<&Locker::member_id>(col<&Locker::colour> == "red")), "SELECT 'Kim'");
    s.rows("one to one, not so or none", names.where(!some<&Locker::member_id>(col<&Locker::colour> == "red")),
           "SELECT name FROM member WHERE id <> 1");
    s.rows("one to one, from the side with the key",
           colours.where(related<&Locker::member_id>(col<&Member::name> > "L")), "SELECT 'blue'");
    s.rows("two ones deep",
           from<Line>()
               .where(related<&Line::order_id>(related<&Order::customer_code>(country == "UK")))
               .select(line_order, line_product),
           "SELECT order_id, product_id FROM line WHERE order_id IN (5, 6, 9)");
    s.rows("an end of a text, and columns of its own",
           orders.where(related<&Order::customer_code>(company.ends_with("Markets")) && freight < 10), "SELECT 11");
    s.rows(
        "there and back again",
        orders.where(related<&Order::customer_code>(some<&Order::customer_code>(freight > 200) && country != "USA") &&
                     some<&Line::order_id>(quantity > 10 && quantity < 60)),
        "SELECT 7 UNION SELECT 8");
}

TEMPLATE_TEST_CASE("Prisma: relations of a table to itself", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    gather(fresh.db());
    scenarios s(fresh);
    const auto is_pia = col<&Member::name> == "Pia";

    s.rows("one to one: one level", names.where(related<&Member::partner_id>(col<&Member::name> == "Lea")),
           "SELECT 'Kim'");
    s.rows("one to one: the other side", names.where(some<&Member::partner_id>()), "SELECT 'Lea'");
    s.rows("one to one: none", names.where(!related<&Member::partner_id>()), "SELECT name FROM member WHERE id <> 1");
    s.rows("one level behind another relation",
           colours.where(related<&Locker::member_id>(related<&Member::partner_id>())), "SELECT 'red'");
    s.rows("one level behind another relation: none",
           colours.where(related<&Locker::member_id>(!related<&Member::partner_id>())), "SELECT 'blue'");
    s.rows("one to many: some", names.where(some<&Member::mother_id>(col<&Member::name> == "Oda")), "SELECT 'Lea'");
    s.rows("one to many: any", names.where(some<&Member::captain_id>()), "SELECT 'Kim'");
    s.rows("one to many: every, none of which there are", names.where(every<&Member::captain_id>(is_pia)),
           "SELECT name FROM member WHERE id <> 1");
    s.rows("many to one", names.where(related<&Member::captain_id>(col<&Member::name> == "Kim")),
           "SELECT 'Max' UNION SELECT 'Noa'");
    s.rows("many to one: none", names.where(!related<&Member::captain_id>()),
           "SELECT name FROM member WHERE id NOT IN (3, 4)");
    s.rows("many to many: some", names.where(some<&Admirer::admired_id>(related<&Admirer::admirer_id>(is_pia))),
           "SELECT 'Kim' UNION SELECT 'Oda'");
    s.rows("many to many: none", names.where(none<&Admirer::admired_id>(related<&Admirer::admirer_id>(is_pia))),
           "SELECT name FROM member WHERE id NOT IN (1, 5)");
    s.rows("many to many: every", names.where(every<&Admirer::admired_id>(related<&Admirer::admirer_id>(is_pia))),
           "SELECT name FROM member WHERE id NOT IN (1, 2)");
    s.rows("many to many: any", names.where(some<&Admirer::admired_id>()),
           "SELECT 'Kim' UNION SELECT 'Lea' UNION SELECT 'Oda'");
    s.rows("many to many: not any", names.where(none<&Admirer::admired_id>()),
           "SELECT name FROM member WHERE id IN (3, 4, 6)");
    s.rows("many to many: the other way", names.where(some<&Admirer::admirer_id>()),
           "SELECT 'Lea' UNION SELECT 'Noa' UNION SELECT 'Pia'");
    s.rows("many to many: with itself",
           names.where(
               some<&Admirer::admired_id, "fan">(col<&Admirer::admirer_id, alias<Admirer, "fan">> == col<&Member::id>)),
           "SELECT 'Lea'");
    s.rows("many to many: two levels",
           names.where(some<&Admirer::admired_id>(related<&Admirer::admirer_id>(related<&Member::captain_id>()))),
           "SELECT 'Kim'");
    s.rows(
        "many to many: who admires whom somebody admires that is admired",
        names.where(some<&Admirer::admirer_id>(related<&Admirer::admired_id>(
            some<&Admirer::admired_id>(related<&Admirer::admirer_id>(some<&Admirer::admired_id>()))))),
        "SELECT DISTINCT m.name FROM member m JOIN admirer a ON a.admirer_id = m.id JOIN admirer b ON b.admired_id = "
        "a.admired_id JOIN admirer c ON c.admired_id = b.admirer_id");
}

TEMPLATE_TEST_CASE("Prisma: long chains of relations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows(
        "four relations in one direction",
        categories.where(some<&Product::category_id>(
            some<&Line::product_id>(related<&Line::order_id>(related<&Order::customer_code>(country == "USA"))))),
        "SELECT DISTINCT k.name FROM category k JOIN product p ON p.category_id = k.id JOIN line l ON l.product_id = p.id "
        "JOIN orders o ON o.id = l.order_id WHERE o.customer_code IN ('SAVEA', 'RATTC')");
    s.rows("four relations in the other one",
           codes.where(some<&Order::customer_code>(some<&Line::order_id>(
               related<&Line::product_id>(related<&Product::category_id>(category_name == "Dairy"))))),
           "SELECT DISTINCT customer_code FROM orders o JOIN line l ON l.order_id = o.id JOIN product p ON p.id = "
           "l.product_id WHERE p.category_id = 4 AND customer_code IS NOT NULL");
    s.rows(
        "every and none in a chain",
        categories.where(every<&Product::category_id>(none<&Line::product_id>(discount > 0.2))),
        "SELECT name FROM category WHERE id NOT IN (SELECT p.category_id FROM product p JOIN line l ON l.product_id = "
        "p.id WHERE l.discount > 0.2)");
    s.rows(
        "a chain inside not",
        categories.where(!some<&Product::category_id>(some<&Line::product_id>(
            related<&Line::order_id>(related<&Order::employee_id>(title == "Representative"))))),
        "SELECT name FROM category WHERE id NOT IN (SELECT p.category_id FROM product p JOIN line l ON l.product_id = p.id "
        "JOIN orders o ON o.id = l.order_id JOIN employee e ON e.id = o.employee_id WHERE e.title = 'Representative')");
    s.rows("two chains at once",
           orders.where(related<&Order::employee_id>(related<&Employee::boss_id>(last_name == "Buchanan")) &&
                        some<&Line::order_id>(related<&Line::product_id>(price > 20))),
           "SELECT 5");
    s.rows("other products that were bought with one",
           products.where(some<&Line::product_id>(related<&Line::order_id>(
                              some<&Line::order_id>(related<&Line::product_id>(product_name == "Chai")))) &&
                          product_name != "Chai"),
           "SELECT DISTINCT b.product_id FROM line a JOIN line b ON b.order_id = a.order_id WHERE a.product_id = 1 AND "
           "b.product_id <> 1");
    s.rows("a search text with every sign that SQL knows",
           codes.where(some<&Order::customer_code>(some<&Line::order_id>(related<&Line::product_id>(
               product_name != "\\'; DROP TABLE line; --%_\"" && product_name == "Geitost")))),
           "SELECT 'ANATR' UNION SELECT 'SAVEA'");
}

TEMPLATE_TEST_CASE("Prisma: counts of relations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    gather(fresh.db());
    scenarios s(fresh);
    constexpr auto placed_orders = count_of<&Order::customer_code>();

    s.rows("beside the row, zero of none", from<Customer>().select(code, placed_orders),
           "SELECT code, count(id) FROM customer LEFT JOIN orders ON customer_code = code GROUP BY code");
    s.rows(
        "with a condition on a column", from<Customer>().select(code, count_of<&Order::customer_code>(freight > 60)),
        "SELECT code, count(id) FROM customer LEFT JOIN orders ON customer_code = code AND freight > 60 GROUP BY code");
    s.rows(
        "with a condition over a relation",
        from<Customer>().select(code, count_of<&Order::customer_code>(some<&Line::order_id>(quantity > 20))),
        "SELECT code, count(DISTINCT o.id) FROM customer LEFT JOIN (SELECT o.id, customer_code FROM orders o JOIN line l "
        "ON l.order_id = o.id AND l.quantity > 20) o ON customer_code = code GROUP BY code");
    s.rows(
        "two counts in one row",
        from<Member>().select(col<&Member::name>, count_of<&Admirer::admired_id>(), count_of<&Admirer::admirer_id>()),
        "SELECT name, (SELECT count(*) FROM admirer WHERE admired_id = id), (SELECT count(*) FROM admirer WHERE admirer_id "
        "= id) FROM member");
    s.rows("of a key of several columns's link", from<Order>().select(order_id, count_of<&Line::order_id>()),
           "SELECT o.id, count(order_id) FROM orders o LEFT JOIN line ON order_id = o.id GROUP BY o.id");
    s.rows("of rows of its own table", from<Employee>().select(employee_id, count_of<&Employee::boss_id>()),
           "SELECT e.id, count(r.id) FROM employee e LEFT JOIN employee r ON r.boss_id = e.id GROUP BY e.id");
    s.rows("as a condition", codes.where(placed_orders > 2), "SELECT 'ALFKI'");
    s.rows("as a condition: none", codes.where(placed_orders == 0),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders");
    s.rows("one count against another",
           codes.where(placed_orders == count_of<&Order::customer_code>(status == Status::sent) && placed_orders > 0),
           "SELECT customer_code FROM orders WHERE customer_code IS NOT NULL GROUP BY customer_code HAVING count(*) = "
           "sum(CASE WHEN status = 'sent' THEN 1 ELSE 0 END)");
    s.rows("inside a relation", orders.where(related<&Order::customer_code>(placed_orders == 3)),
           "SELECT id FROM orders WHERE customer_code = 'ALFKI'");
    s.is("the greatest of them",
         fresh.db().one(from<Customer>().select(placed_orders).order_by(placed_orders.desc()).limit(1)), "SELECT 3");
    s.rows("groups by them",
           from<Customer>()
               .select(placed_orders.as<"placed_count">(), count())
               .group_by(placed_orders.as<"placed_count">()),
           "SELECT n, count(*) FROM (SELECT count(id) AS n FROM customer LEFT JOIN orders ON customer_code = code "
           "GROUP BY code) AS x GROUP BY n");
}

TEMPLATE_TEST_CASE("Prisma: orders by relations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    constexpr auto placed_orders = count_of<&Order::customer_code>();
    constexpr auto owner = parent_of<&Order::customer_code>(company);

    s.ordered(
        "by a count, and by a column where counts are alike", codes.order_by(placed_orders.desc(), code.desc()),
        "SELECT code FROM customer LEFT JOIN orders ON customer_code = code GROUP BY code ORDER BY count(id) DESC, code DESC");
    s.ordered(
        "by a count, upwards", codes.order_by(placed_orders, code).limit(4),
        "SELECT code FROM customer LEFT JOIN orders ON customer_code = code GROUP BY code ORDER BY count(id), code LIMIT 4");
    s.ordered(
        "by a count with a condition",
        codes.order_by(count_of<&Order::customer_code>(freight > 60).desc(), code).limit(4),
        "SELECT code FROM customer LEFT JOIN orders ON customer_code = code AND freight > 60 GROUP BY code ORDER BY "
        "count(id) DESC, code LIMIT 4");
    s.ordered(
        "by a column of the one it belongs to, those without one last",
        orders.order_by(owner.asc().nulls_last(), order_id),
        "SELECT o.id FROM orders o LEFT JOIN customer ON code = customer_code ORDER BY company IS NULL, company, o.id");
    s.ordered(
        "the same downwards, those without one first", orders.order_by(owner.desc().nulls_first(), order_id.desc()),
        "SELECT o.id FROM orders o LEFT JOIN customer ON code = customer_code ORDER BY company IS NOT NULL, company DESC, "
        "o.id DESC");
    s.ordered(
        "by a column two relations away",
        from<Line>()
            .select(line_order, line_product)
            .order_by(parent_of<&Line::product_id>(parent_of<&Product::category_id>(category_name)).desc().nulls_last(),
                      line_order, line_product),
        "SELECT order_id, product_id FROM line JOIN product p ON p.id = product_id LEFT JOIN category k ON k.id = "
        "category_id ORDER BY k.name IS NULL, k.name DESC, order_id, product_id");
    s.ordered("by the count of the one it belongs to",
              orders.order_by(parent_of<&Order::customer_code>(placed_orders).desc().nulls_last(), order_id).limit(5),
              "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 5 UNION ALL SELECT 6");
    s.ordered(
        "with a part of them left out", codes.order_by(placed_orders.desc(), code).limit(3).offset(2),
        "SELECT code FROM customer LEFT JOIN orders ON customer_code = code GROUP BY code ORDER BY count(id) DESC, code "
        "LIMIT 3 OFFSET 2");
}

TEMPLATE_TEST_CASE("Prisma: writes chosen by relations", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    gather(fresh.db());
    scenarios s(fresh);

    s.writes("an update of many by the one they belong to",
             update<Order>().set(freight = cents(0)).where(related<&Order::customer_code>(country == "USA")), 3,
             "SELECT id FROM orders WHERE freight = 0 ORDER BY id", {"10", "11", "12"});
    s.writes("an update of many by what belongs to them",
             update<Employee>().set(title = "Lead").where(some<&Employee::boss_id>()), 2,
             "SELECT id FROM employee WHERE title = 'Lead' ORDER BY id", {"2", "5"});
    s.writes("an update to a count",
             update<Product>().set(stock = cast<std::int32_t>(count_of<&Line::product_id>())).where(product_id < 4), 3,
             "SELECT id, stock FROM product WHERE id < 4 ORDER BY id", {"1|4", "2|2", "3|1"});
    s.writes("a delete of many over a link",
             delete_from<Line>().where(related<&Line::order_id>(related<&Order::customer_code>(code == "SAVEA"))), 4,
             "SELECT count(*) FROM line", {"14"});
    s.writes("a delete of those to which nothing belongs", delete_from<Category>().where(none<&Product::category_id>()),
             1, "SELECT id FROM category ORDER BY id", {"1", "2", "3", "4"});
    s.writes("a delete by its own table",
             delete_from<Locker>().where(!related<&Locker::member_id>(
                 some<&Admirer::admired_id>(related<&Admirer::admirer_id>(related<&Member::captain_id>())))),
             2, "SELECT colour FROM locker", {"red"});
}

TEMPLATE_TEST_CASE("Django: relations with conditions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);

    s.rows("a relation with a condition, and whether it is empty",
           codes.where(none<&Order::customer_code>(status == Status::open)),
           "SELECT code FROM customer EXCEPT SELECT customer_code FROM orders WHERE status = 'open'");
    s.rows(
        "the same relation under two conditions, counted beside each other",
        from<Customer>().select(code, count_of<&Order::customer_code>(status == Status::open),
                                count_of<&Order::customer_code>(status == Status::sent)),
        "SELECT code, count(CASE WHEN status = 'open' THEN 1 END), count(CASE WHEN status = 'sent' THEN 1 END) FROM customer "
        "LEFT JOIN orders ON customer_code = code GROUP BY code");
    s.rows(
        "exclude over several values is of the whole row",
        codes.where(!some<&Order::customer_code>(status == Status::open) && some<&Order::customer_code>()),
        "SELECT customer_code FROM orders WHERE customer_code IS NOT NULL EXCEPT SELECT customer_code FROM orders WHERE "
        "status = 'open'");
    s.rows(
        "a condition that compares both sides",
        codes.where(some<&Order::customer_code>(
            related<&Order::employee_id>(position(substring(last_name, 1, 1), company) > 0))),
        {"SELECT DISTINCT code FROM customer JOIN orders ON customer_code = code JOIN employee e ON e.id = employee_id "
         "WHERE instr(company, substr(e.last, 1, 1)) > 0",
         "SELECT DISTINCT code FROM customer JOIN orders ON customer_code = code JOIN employee e ON e.id = employee_id "
         "WHERE strpos(company, substr(e.last, 1, 1)) > 0"});
    s.rows(
        "a relation as a value in CASE",
        from<Customer>().select(code, case_when(some<&Order::customer_code>(freight > 100), "dear")
                                          .when(some<&Order::customer_code>(), "usual")
                                          .otherwise("none")),
        "SELECT code, CASE WHEN max(freight) > 100 THEN 'dear' WHEN count(id) > 0 THEN 'usual' ELSE 'none' END FROM customer "
        "LEFT JOIN orders ON customer_code = code GROUP BY code");
    s.rows("an aggregate over rows that a relation chooses",
           from<Line>()
               .where(related<&Line::order_id>(related<&Order::customer_code>(country == "UK")))
               .select(line_product, sum(quantity))
               .group_by(line_product),
           "SELECT product_id, sum(quantity) FROM line WHERE order_id IN (5, 6, 9) GROUP BY product_id");
    s.rows(
        "an aggregate with a filter over a relation",
        from<Line>()
            .select(line_product, count().filter(related<&Line::order_id>(status == Status::sent)))
            .group_by(line_product),
        "SELECT product_id, count(CASE WHEN status = 'sent' THEN 1 END) FROM line JOIN orders o ON o.id = order_id GROUP BY "
        "product_id");
}
