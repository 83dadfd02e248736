#include <refract/sqlite.hpp>

#include <iostream>

struct User {
    std::int64_t id{}; // `id` is the primary key, and made by the database
    std::string name;
    int age{};
};

int main() {
    using namespace refract;
    sqlite::database db{":memory:"};
    db.create_tables<schema<User>>();

    db.insert(User{.name = "Ann", .age = 34});
    db.insert(User{.name = "Bob", .age = 17});
    db.insert(User{.name = "Cleo", .age = 52});

    constexpr auto adults = from<User>().where(col<&User::age> >= 18).order_by(col<&User::name>);
    for (const User& user : db.all(adults))
        std::cout << user.id << ' ' << user.name << ", " << user.age << '\n';

    std::cout << sql<dialect::sqlite>(adults) << '\n';
}
