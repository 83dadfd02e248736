// SPDX-License-Identifier: MIT
#include "harness/harness.hpp"
#include "orders/models.hpp"
#include "orders/raw.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <unordered_map>
#include <utility>

/// \file
/// The fourteen operations of prisma/orm-benchmarks beside what one would write by hand.

namespace benchmark {
namespace {

using namespace refract;

constexpr auto id = col<&BenchCustomer::id>;
constexpr auto all_customers = from<BenchCustomer>();
constexpr auto with_orders = all_customers.select<CustomerOrders>();
constexpr auto filtered =
    all_customers.where(col<&BenchCustomer::is_active> == true).order_by(col<&BenchCustomer::name>, id);

/// Runs an operation as often as the slice wants; it gets numbers that all sides of a round have alike.
template <class Run> std::function<std::uint64_t(const slice&)> repeated(Run run) {
    return [run](const slice& work) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < work.operations; ++i)
            sum += run(static_cast<std::int64_t>((work.round * 31 + i * 17) % customers + 1));
        return sum;
    };
}
template <class ByHand, class ByRefract> workload pair_of(const char* name, ByHand by_hand, ByRefract by_refract) {
    const auto sides = [by_hand, by_refract] {
        return std::vector<side>{{.name = "tuned raw", .run = repeated(by_hand())},
                                 {.name = "refract", .run = repeated(by_refract)}};
    };
    return {.name = name, .unit = "call", .sides = sides};
}

std::uint64_t checksum(const BenchCustomer& each) { return each.name.size() + static_cast<std::uint64_t>(each.id); }
std::uint64_t checksum(const CustomerOrders& each) {
    return each.name.size() + static_cast<std::uint64_t>(each.id) + each.orders.size();
}
template <class Row> std::uint64_t checksum(const std::vector<Row>& all) {
    std::uint64_t sum = all.size();
    for (const Row& each : all) sum += checksum(each);
    return sum;
}

const std::string of_customers = "SELECT id, name, email, is_active FROM bench_customer";

/// What is done by hand with one database; each kind of statement is prepared once.
template <class Raw> class handwork {
public:
    using database = typename Raw::database;
    explicit handwork(const std::shared_ptr<database>& db) : db_(db) {}

    template <class Row, class... Value>
    static void read_customers(Raw& statement, std::vector<Row>& all, const Value&... value) {
        statement.rows(
            [&](const Raw& row) {
                Row& made = all.emplace_back();
                made.id = row.number(0);
                row.text(1, made.name);
                row.text(2, made.email);
                made.is_active = row.flag(3);
            },
            value...);
    }
    auto customers_of(const std::string& end) const {
        return [statement = prepared(of_customers + end)](auto... value) {
            std::vector<BenchCustomer> all;
            read_customers(*statement, all, value...);
            return all;
        };
    }
    auto with_orders(const std::string& end) const {
        return [first = prepared(of_customers + end),
                second = prepared("SELECT id, placed_at, customer_id, total FROM bench_order WHERE " +
                                  Raw::list("customer_id"))](auto... value) {
            std::vector<CustomerOrders> all;
            read_customers(*first, all, value...);
            std::unordered_map<std::int64_t, CustomerOrders*> by_key;
            by_key.reserve(all.size());
            keys wanted;
            for (CustomerOrders& each : all) {
                by_key[each.id] = &each;
                wanted.push_back(each.id);
            }
            second->rows(
                [&](const Raw& row) {
                    by_key[row.number(2)]->orders.push_back({row.number(0), row.number(1), row.number(2), row.real(3)});
                },
                wanted);
            return all;
        };
    }
    std::shared_ptr<Raw> prepared(const std::string& sql) const { return std::make_shared<Raw>(*db_, sql); }
    auto transaction() const {
        return [begin = prepared(Raw::begin), commit = prepared("COMMIT")](auto inside) {
            const auto nothing = [](const Raw&) {};
            begin->rows(nothing);
            inside();
            commit->rows(nothing);
        };
    }

private:
    std::shared_ptr<database> db_;
};

template <class Raw> void add_reads(std::vector<workload>& all, const std::shared_ptr<typename Raw::database>& db) {
    const handwork<Raw> raw(db);
    const auto list = [](auto read) { return [read](std::int64_t) { return checksum(read()); }; };
    all.push_back(
        pair_of("list", [=] { return list(raw.customers_of("")); }, list([db] { return db->all(all_customers); })));
    all.push_back(pair_of(
        "list, filtered page",
        [=] {
            const auto read = raw.customers_of(" WHERE is_active = $1 ORDER BY name, id LIMIT $2 OFFSET $3");
            return list([read] { return read(true, std::int64_t{10}, std::int64_t{20}); });
        },
        list([db] { return db->all(filtered.limit(10).offset(20)); })));
    all.push_back(pair_of(
        "list with orders", [=] { return list(raw.with_orders("")); }, list([db] { return db->all(with_orders); })));
    const auto first = std::string(" LIMIT 1");
    all.push_back(pair_of(
        "first", [=] { return list(raw.customers_of(first)); },
        [db](std::int64_t) { return 1 + checksum(*db->first(all_customers)); }));
    all.push_back(pair_of(
        "first with orders", [=] { return list(raw.with_orders(first)); },
        [db](std::int64_t) { return 1 + checksum(*db->first(with_orders)); }));
    const auto unique = [](auto read) { return [read](std::int64_t key) { return checksum(read(key)); }; };
    all.push_back(pair_of(
        "unique", [=] { return unique(raw.customers_of(" WHERE id = $1")); },
        [db](std::int64_t key) { return 1 + checksum(*db->template find<BenchCustomer>(key)); }));
    all.push_back(pair_of(
        "unique with orders", [=] { return unique(raw.with_orders(" WHERE id = $1")); },
        [db](std::int64_t key) { return 1 + checksum(*db->first(with_orders.where(id == key))); }));
}

const std::string insert_customer = "INSERT INTO bench_customer (name, email, is_active) VALUES ($1, $2, $3)";
const std::string upsert_customer =
    "INSERT INTO bench_customer (id, name, email, is_active) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, email = excluded.email, is_active = excluded.is_active";

std::string new_name(std::int64_t key) { return "a new name " + std::to_string(key); }
BenchCustomer new_customer(std::int64_t key, std::int64_t own = 0) {
    return {own, new_name(key), "new@example.org", true};
}

template <class Raw> void add_creates(std::vector<workload>& all, const std::shared_ptr<typename Raw::database>& db) {
    const handwork<Raw> raw(db);
    const auto create = [=] {
        return [insert = raw.prepared(insert_customer + Raw::key_back)](std::int64_t key) {
            BenchCustomer made = new_customer(key);
            made.id = insert->insert(made.name, made.email, made.is_active);
            return made.name.size() + (made.id > 0);
        };
    };
    all.push_back(pair_of("create", create, [db](std::int64_t key) {
        const BenchCustomer made = db->insert(new_customer(key));
        return made.name.size() + (made.id > 0);
    }));
    const auto create_nested = [=] {
        return
            [customer = raw.prepared(insert_customer + Raw::key_back),
             order = raw.prepared(
                 std::string("INSERT INTO bench_order (placed_at, customer_id, total) VALUES ($1, $2, $3)") +
                 Raw::key_back),
             links = raw.prepared("INSERT INTO bench_order_product (order_id, product_id) VALUES ($1, $2), ($3, $4)"),
             transaction = raw.transaction()](std::int64_t key) {
                std::int64_t made = 0;
                const BenchCustomer who = new_customer(key);
                transaction([&] {
                    const std::int64_t owner = customer->insert(who.name, who.email, who.is_active);
                    made = order->insert(key, owner, 2.5);
                    links->rows([](const Raw&) {}, made, std::int64_t{1}, made, std::int64_t{2});
                });
                return std::uint64_t{made > 0};
            };
    };
    all.push_back(pair_of("nested create", create_nested, [db](std::int64_t key) {
        const auto made = db->insert(NewCustomer{.name = new_name(key),
                                                 .email = "new@example.org",
                                                 .is_active = true,
                                                 .orders = {{.placed_at = key, .total = 2.5, .products = {{1}, {2}}}}});
        return std::uint64_t{made.orders[0].id > 0};
    }));
}

template <class Raw> void add_updates(std::vector<workload>& all, const std::shared_ptr<typename Raw::database>& db) {
    const handwork<Raw> raw(db);
    const std::string update_name = "UPDATE bench_customer SET name = $1 WHERE id = $2";
    const auto nothing = [](const Raw&) {};
    const auto update_one = [=] {
        return [change = raw.prepared(update_name), nothing](std::int64_t key) {
            change->rows(nothing, new_name(key), key);
            return std::uint64_t{1};
        };
    };
    all.push_back(pair_of("update", update_one, [db](std::int64_t key) {
        return static_cast<std::uint64_t>(
            db->exec(update<BenchCustomer>().set(col<&BenchCustomer::name> = new_name(key)).where(id == key)));
    }));
    const auto update_nested = [=] {
        return [change = raw.prepared(update_name),
                address = raw.prepared("UPDATE bench_address SET street = $1 WHERE customer_id = $2"),
                transaction = raw.transaction(), nothing](std::int64_t key) {
            transaction([&] {
                change->rows(nothing, new_name(key), key);
                address->rows(nothing, new_name(key), key);
            });
            return std::uint64_t{1};
        };
    };
    all.push_back(pair_of("nested update", update_nested, [db](std::int64_t key) {
        db->template update<CustomerCard>(
            key, col<&BenchCustomer::name> = new_name(key),
            at<&CustomerCard::address>.update(col<&BenchAddress::street> = new_name(key)));
        return std::uint64_t{1};
    }));
}

template <class Raw> auto upsert_by_hand(const handwork<Raw>& raw) {
    return [raw] {
        return [upsert = raw.prepared(upsert_customer),
                address = raw.prepared("INSERT INTO bench_address (street, city, postal_code, country, customer_id) "
                                       "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer_id) DO UPDATE SET "
                                       "street = excluded.street, city = excluded.city, "
                                       "postal_code = excluded.postal_code, country = excluded.country"),
                transaction = raw.transaction()](std::int64_t key) {
            const auto nothing = [](const Raw&) {};
            const BenchCustomer who = new_customer(key);
            transaction([&] {
                upsert->rows(nothing, key, who.name, who.email, who.is_active);
                address->rows(nothing, who.name, std::string("city"), std::string("1"), std::string("country"), key);
            });
            return std::uint64_t{1};
        };
    };
}
template <class Raw> void add_upserts(std::vector<workload>& all, const std::shared_ptr<typename Raw::database>& db) {
    const handwork<Raw> raw(db);
    const auto upsert = [=] {
        return [upsert = raw.prepared(upsert_customer)](std::int64_t key) {
            const BenchCustomer who = new_customer(key);
            upsert->rows([](const Raw&) {}, key, who.name, who.email, who.is_active);
            return std::uint64_t{1};
        };
    };
    all.push_back(pair_of("upsert", upsert, [db](std::int64_t key) {
        db->upsert(new_customer(key, key));
        return std::uint64_t{1};
    }));
    all.push_back(pair_of("nested upsert", upsert_by_hand(raw), [db](std::int64_t key) {
        const BenchCustomer who = new_customer(key, key);
        auto inside = db->begin();
        inside.upsert(who);
        inside.exec(insert_into<BenchAddress>()
                        .set(col<&BenchAddress::street> = who.name, col<&BenchAddress::city> = "city",
                             col<&BenchAddress::postal_code> = "1", col<&BenchAddress::country> = "country",
                             col<&BenchAddress::customer_id> = key)
                        .template on_conflict<&BenchAddress::customer_id>()
                        .do_update(col<&BenchAddress::street> = excluded<&BenchAddress::street>,
                                   col<&BenchAddress::city> = excluded<&BenchAddress::city>,
                                   col<&BenchAddress::postal_code> = excluded<&BenchAddress::postal_code>,
                                   col<&BenchAddress::country> = excluded<&BenchAddress::country>));
        inside.commit();
        return std::uint64_t{1};
    }));
    // One call that reads what is there, compares and writes what differs.
    all.push_back(pair_of("the same by save", upsert_by_hand(raw), [db](std::int64_t key) {
        db->save(CustomerCard{.id = key,
                              .name = new_name(key),
                              .email = "new@example.org",
                              .is_active = true,
                              .address = BenchAddress{key, new_name(key), "city", "1", "country", key}});
        return std::uint64_t{1};
    }));
}

/// A customer is made by hand on both sides, and deleted.
template <class Raw> void add_deletes(std::vector<workload>& all, const std::shared_ptr<typename Raw::database>& db) {
    const handwork<Raw> raw(db);
    const auto made_by_hand = [=] {
        return [insert = raw.prepared(insert_customer + Raw::key_back)] {
            return insert->insert(std::string("gone"), std::string("gone"), true);
        };
    };
    const auto delete_one = [=] {
        return [make = made_by_hand(), gone = raw.prepared("DELETE FROM bench_customer WHERE id = $1")](std::int64_t) {
            gone->rows([](const Raw&) {}, make());
            return std::uint64_t{1};
        };
    };
    all.push_back(pair_of("delete", delete_one, [db, make = made_by_hand()](std::int64_t) {
        return std::uint64_t{db->template erase<BenchCustomer>(make())};
    }));
}

/// Rows that were made go where they came from, so that lists stay as long as they were.
template <class Database> void clear(Database& db) {
    auto inside = db.begin();
    inside.exec(delete_from<BenchOrderProduct>().where(col<&BenchOrderProduct::order_id> > customers * orders_of_each));
    inside.exec(delete_from<BenchOrder>().where(col<&BenchOrder::id> > customers * orders_of_each));
    inside.exec(delete_from<BenchCustomer>().where(id > customers));
    inside.commit();
}

template <class Raw> int measure(const options& how, const std::string& where) {
    const auto db = opened<typename Raw::database>(where);
    clear(*db);
    if constexpr (std::is_same_v<Raw, raw_postgres>) db->execute("SET synchronous_commit = off"); // no disk in it
    std::vector<workload> all;
    add_reads<Raw>(all, db);
    add_updates<Raw>(all, db);
    add_upserts<Raw>(all, db);
    add_deletes<Raw>(all, db);
    add_creates<Raw>(all, db);
    const int code = run_workloads(how, all);
    clear(*db);
    return code;
}

} // namespace
} // namespace benchmark

/// bench_orders FILE|URL [options]: a SQLite file or `:memory:`, or a PostgreSQL server.
int main(int count, char** arguments) try {
    using namespace benchmark;
    if (count < 2) throw std::runtime_error("usage: bench_orders FILE|URL [options]");
    const std::string where = arguments[1];
    options how = parse_options(count - 1, arguments + 1);
    const bool is_server = where.find('=') != where.npos || where.find("://") != where.npos;
    how.group = is_server ? "Orders on PostgreSQL" : "Orders on SQLite";
    return is_server ? measure<raw_postgres>(how, where) : measure<raw_sqlite>(how, where);
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_orders: %s\n", failure.what());
    return 1;
}
