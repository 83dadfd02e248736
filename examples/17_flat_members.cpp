// A member that is a struct has its fields in columns of the table.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

// [models]
struct Address {
    std::string street, city;
};
struct Customer {
    std::int64_t id{};
    std::string name;
    Address home, work;
};
inline constexpr auto home_city =
    member_path<&Customer::home, &Address::city>; // a name for a column

template <> inline constexpr auto refract::model<Customer> = table(
    flat<&Customer::home>,                 // columns "street" and "city"
    flat<&Customer::work>.prefix("work_"), // columns "work_street" and "work_city"
    index<home_city>);
// [/models]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Customer>>();
    db.insert_many(
        {Customer{0, "Ann", {"Elm 1", "Oslo"}, {"Dock 2", "Bergen"}},
         Customer{0, "Bob", {"Oak 9", "Rome"}, {"Via 3", "Rome"}}});

    // [query]
    Customer ann = db.one(from<Customer>().where(col<home_city> == "Oslo"));
    ann.work.city = "Moss";
    db.update(ann);
    db.exec(update<Customer>()
                .set(col<home_city> = "Milan")
                .where(col<home_city> == col<member_path<&Customer::work, &Address::city>>));
    // [/query]
    for (const Customer& each : db.each(from<Customer>().order_by(col<home_city>)))
        std::cout << each.name << " lives in " << each.home.city << ", works in " << each.work.city
                  << '\n';
    std::cout << '\n' << create_table<dialect::sqlite, Customer>() << '\n';
}
