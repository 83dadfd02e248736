// SPDX-License-Identifier: MIT
#pragma once

#include <refract/refract.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// \file
/// The models of prisma/orm-benchmarks: customers with an address and orders, orders of products.

struct BenchCustomer {
    std::int64_t id{};
    std::string name, email;
    bool is_active{};
};
struct BenchAddress {
    std::int64_t id{};
    std::string street, city, postal_code, country;
    std::int64_t customer_id{};
};
struct BenchOrder {
    std::int64_t id{};
    std::int64_t placed_at{};
    std::int64_t customer_id{};
    double total{};
};
struct BenchProduct {
    std::int64_t id{};
    std::string name;
    double price{};
    std::int64_t quantity{};
    std::string description;
};
struct BenchOrderProduct {
    std::int64_t order_id{}, product_id{};
};

template <> inline constexpr auto refract::model<BenchAddress> =
    refract::table(refract::unique<&BenchAddress::customer_id>,
                   refract::foreign_key<&BenchAddress::customer_id>.references<&BenchCustomer::id>());
template <> inline constexpr auto refract::model<BenchOrder> =
    refract::table(refract::foreign_key<&BenchOrder::customer_id>.references<&BenchCustomer::id>(),
                   refract::index<&BenchOrder::customer_id>);
template <> inline constexpr auto refract::model<BenchOrderProduct> =
    refract::table(refract::primary_key<&BenchOrderProduct::order_id, &BenchOrderProduct::product_id>,
                   refract::foreign_key<&BenchOrderProduct::order_id>.references<&BenchOrder::id>(),
                   refract::foreign_key<&BenchOrderProduct::product_id>.references<&BenchProduct::id>());

namespace benchmark {

struct CustomerOrders {
    using model = BenchCustomer;
    std::int64_t id{};
    std::string name, email;
    bool is_active{};
    std::vector<BenchOrder> orders{};
};
struct OrderedProduct {
    using model = BenchOrderProduct;
    std::int64_t product_id{};
};
struct NewOrder {
    using model = BenchOrder;
    std::int64_t id{};
    std::int64_t placed_at{};
    double total{};
    std::vector<OrderedProduct> products{};
};
struct NewCustomer {
    using model = BenchCustomer;
    std::int64_t id{};
    std::string name, email;
    bool is_active{};
    std::vector<NewOrder> orders{};
};
struct CustomerCard {
    using model = BenchCustomer;
    std::int64_t id{};
    std::string name, email;
    bool is_active{};
    std::optional<BenchAddress> address{};
};

constexpr std::int64_t customers = 1000, orders_of_each = 10;

template <class Database> void fill(Database& db) {
    using namespace refract;
    std::vector<BenchCustomer> all;
    std::vector<BenchAddress> addresses;
    std::vector<BenchOrder> orders;
    std::vector<BenchProduct> products;
    std::vector<BenchOrderProduct> links;
    for (std::int64_t i = 1; i <= customers; ++i) {
        const std::string number = std::to_string(i);
        all.push_back({0, "customer " + std::to_string(i * 7919 % 1000), number + "@example.org", i % 2 == 0});
        addresses.push_back({0, "street " + number, "city", "1" + number, "country", i});
        products.push_back({0, "product " + number, 1.5 * static_cast<double>(i), i, "what there is to say of it"});
    }
    for (std::int64_t i = 0; i < customers * orders_of_each; ++i) { // those of one customer lie scattered
        orders.push_back({0, 1'700'000'000 + i, i % customers + 1, 0.25 * static_cast<double>(i)});
        for (std::int64_t part = 0; part < 2; ++part) links.push_back({i + 1, (i + part) % customers + 1});
    }
    db.insert_many(all);
    db.insert_many(addresses);
    db.insert_many(orders);
    db.insert_many(products);
    db.insert_many(links);
    db.execute("ANALYZE");
}
template <class Database> std::shared_ptr<Database> opened(const std::string& where) {
    auto db = std::make_shared<Database>(where);
    using tables = refract::schema<BenchCustomer, BenchAddress, BenchOrder, BenchProduct, BenchOrderProduct>;
    db->template create_tables<tables>();
    if (db->count(refract::from<BenchProduct>()) == 0) fill(*db);
    return db;
}

} // namespace benchmark
