// Step 21 of the guide: shops in one database, from an order to a report, with their SQL.
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace refract;

// [models]
struct Customer {
    std::int64_t id{};
    std::int64_t shop_id{}; // whose row it is: the session sets it, and asks for it
    std::string email, name;
};
struct Product {
    std::int64_t id{};
    std::int64_t shop_id{};
    std::string name;
    decimal<2> price{};
    std::int32_t stock{};
    std::int32_t version{}; // counts changes
};
enum class Status { open, paid, sent };
struct Order {
    std::int64_t id{};
    std::int64_t shop_id{};
    std::int64_t customer_id{};
    Status status = Status::open;
};
struct Line {
    std::int64_t id{};
    std::int64_t order_id{}, product_id{};
    std::int32_t pieces{};
    decimal<2> price{}; // of one piece, on the day of the order
};

template <> inline constexpr auto refract::model<Customer> =
    table(tenant<&Customer::shop_id>, unique<&Customer::shop_id, &Customer::email>);
template <> inline constexpr auto refract::model<Product> = table(
    tenant<&Product::shop_id>,
    column<&Product::version>.version(),
    check("stock_is_there", col<&Product::stock> >= 0));
template <> inline constexpr auto refract::model<Order> = table(
    tenant<&Order::shop_id>,
    column<&Order::status>.default_to(Status::open),
    foreign_key<&Order::customer_id>.references<&Customer::id>(),
    index<&Order::customer_id>);
template <> inline constexpr auto refract::model<Line> = table(
    foreign_key<&Line::order_id>.references<&Order::id>().on_delete(cascade),
    foreign_key<&Line::product_id>.references<&Product::id>(),
    index<&Line::order_id>);

using shops = schema<Customer, Product, Order, Line>;
// [/models]

// [shapes]
struct Article {
    using model = Product;
    std::int64_t id{};
    std::string name;
};
struct Position {
    using model = Line;
    std::int64_t id{};
    std::int32_t pieces{};
    decimal<2> price{};
    Article product{};
};
struct Buyer {
    using model = Customer;
    std::int64_t id{};
    std::string name;
};
struct Receipt {
    using model = Order;
    std::int64_t id{};
    Status status = Status::open;
    Buyer customer{};
    std::vector<Position> lines{};
};
struct Basket { // what is written: keys where rows are there already
    using model = Order;
    std::int64_t id{};
    std::int64_t customer_id{};
    std::vector<Line> lines{};
};
struct Sum { // a row of a report
    std::string name;
    std::optional<decimal<2>> total;
};
// [/shapes]

using shop_session = decltype(std::declval<sqlite::database&>().tenant(1));

void fill(sqlite::database& db) {
    auto first = db.tenant(1), second = db.tenant(2);
    for (const char* name : {"pen", "ink", "pad"})
        first.insert(Product{.name = name, .price = 2.50_dec, .stock = 10});
    second.insert(Product{.name = "tea", .price = 4.00_dec, .stock = 5});
    first.insert(Customer{.email = "ann@example.org", .name = "Ann"});
    first.insert(Customer{.email = "bob@example.org", .name = "Bob"});
    second.insert(Customer{.email = "ann@example.org", .name = "Ann"});
    first.insert(
        Basket{.customer_id = 2, .lines = {{.product_id = 1, .pieces = 1, .price = 2.00_dec}}});
}

void sell(shop_session& shop) {
    part("insert");
    // [insert]
    const Basket basket = shop.insert(Basket{
        .customer_id = 1,
        .lines = {
            {.product_id = 1, .pieces = 4, .price = 2.50_dec},
            {.product_id = 2, .pieces = 1, .price = 2.50_dec}}});
    // [/insert]
    part("stock");
    // [stock]
    const auto taken = shop.exec(update<Product>()
                                     .set(col<&Product::stock> -= 4)
                                     .where(col<&Product::id> == 1 && col<&Product::stock> >= 4));
    std::cout << (taken == 1 ? "taken\n" : "sold out\n");
    // [/stock]
    part("receipt");
    // [receipt]
    const Receipt receipt =
        shop.one(from<Order>()
                     .where(col<&Order::id> == basket.id)
                     .select<Receipt>(nested<&Receipt::lines>().order_by(col<&Line::id>)));
    std::cout << receipt.customer.name << ":\n";
    for (const Position& line : receipt.lines)
        std::cout << "  " << line.pieces << " x " << line.product.name << '\n';
    // [/receipt]
    part(nullptr);
}

void change(shop_session& shop) {
    part("update");
    // [update]
    shop.update<Basket>(
        2,
        col<&Order::status> = Status::paid,
        at<&Basket::lines>.update(2, col<&Line::pieces> += 1),
        at<&Basket::lines>.create(Line{.product_id = 3, .pieces = 2, .price = 2.50_dec}));
    // [/update]
    part("save");
    // [save]
    auto basket = shop.one(from<Order>().where(col<&Order::id> == 2).select<Basket>());
    basket.lines[1].pieces = 3;
    basket.lines.pop_back();
    shop.save(basket);
    // [/save]
    part("upsert");
    // [upsert]
    constexpr auto name = col<&Customer::name>;
    shop.exec(insert_into<Customer>()
                  .set(col<&Customer::email> = "bob@example.org", name = "Robert")
                  .on_conflict<&Customer::shop_id, &Customer::email>()
                  .do_update(name = excluded<&Customer::name>));
    // [/upsert]
    part("stale");
    // [stale]
    auto mine = shop.get<Product>(2), yours = shop.get<Product>(2);
    mine.stock = 20;
    shop.update(mine);
    yours.stock = 30;
    try {
        shop.update(yours);
    } catch (const stale_object&) { std::cout << "somebody was faster\n"; }
    // [/stale]
    part(nullptr);
}

void report(shop_session& shop) {
    part("sums");
    // [sums]
    constexpr auto name = col<&Customer::name>;
    constexpr auto total = sum(col<&Line::price> * col<&Line::pieces>);
    const auto sums = shop.all(from<Customer>()
                                   .join<Order>(col<&Order::customer_id> == col<&Customer::id>)
                                   .join<Line>(col<&Line::order_id> == col<&Order::id>)
                                   .group_by(name)
                                   .select<Sum>(name, total)
                                   .order_by(total.desc()));
    for (const Sum& each : sums) std::cout << each.name << ": " << each.total->to_string() << '\n';
    // [/sums]
    part("filters");
    // [filters]
    // Products that nobody has ordered, and customers with how many orders they have.
    for (const Product& each : shop.all(from<Product>().where(none<&Line::product_id>())))
        std::cout << "nobody wants " << each.name << '\n';
    constexpr auto orders = count_of<&Order::customer_id>();
    for (const auto& [who, count] : shop.all(from<Customer>().select(name, orders).order_by(name)))
        std::cout << who << ": " << count << '\n';
    // [/filters]
    part(nullptr);
}

void compare(sqlite::database& db) {
    part("tenants");
    // [tenants]
    auto other = db.tenant(2);
    std::cout << other.count(from<Product>()) << " of " << db.count(from<Product>().all_tenants())
              << " products\n";
    std::cout << (other.find<Order>(2) ? "seen\n" : "not seen\n"); // it is the first shop's
    // [/tenants]
    part(nullptr);
}

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<shops>();
    fill(db);
    show_sql(db);
    auto shop = db.tenant(1);
    sell(shop);
    change(shop);
    report(shop);
    compare(db);
}
