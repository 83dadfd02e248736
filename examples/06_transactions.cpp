// All or nothing: transactions, savepoints inside them, and how they begin.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Account {
    std::int64_t id{};
    std::string owner;
    std::int64_t cents{};
};
template <> inline constexpr auto refract::model<Account> =
    table(check("not_overdrawn", col<&Account::cents> >= 0));

// [transfer]
void transfer(sqlite::database& db, std::int64_t from, std::int64_t to, std::int64_t cents) {
    const auto add = [&](std::int64_t id, std::int64_t change) {
        db.exec(
            update<Account>().set(col<&Account::cents> += change).where(col<&Account::id> == id));
    };
    db.transaction([&] { // commits at the end; an exception rolls back and goes on to the caller
        add(to, cents);
        add(from, -cents);
    });
}
// [/transfer]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Account>>();
    const auto ann = db.insert(Account{.owner = "Ann", .cents = 10'000});
    const auto bob = db.insert(Account{.owner = "Bob"});

    transfer(db, ann.id, bob.id, 2'500);
    try {
        transfer(db, ann.id, bob.id, 999'999);
    } catch (const check_violation& failure) {
        std::cout << "refused by " << failure.constraint() << ", and nothing is done by halves\n";
    }
    for (const Account& each : db.all(from<Account>()))
        std::cout << each.owner << ' ' << each.cents << '\n';

    // [handle]
    auto outer = db.begin(); // the same functions as the database
    outer.insert(Account{.owner = "Cleo"});
    {
        auto inner = outer.begin(); // a savepoint
        inner.exec(delete_from<Account>().all_rows());
    } // not committed: undone
    outer.commit();
    // [/handle]
    constexpr transaction_options reading{.isolation = isolation::serializable, .read_only = true};
    const auto total = db.transaction(reading, [&](auto& tx) { // what the callable returns goes on
        return tx.one(from<Account>().select(coalesce(sum(col<&Account::cents>), 0)));
    });
    std::cout << db.count(from<Account>()) << " accounts, " << total << " cents\n";
}
