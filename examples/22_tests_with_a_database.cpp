// Tests with Catch2 and real databases: one for each test, made-up rows, failures on demand.
#include <refract/test.hpp>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include <iostream>

using namespace refract;

struct Account {
    std::int64_t id{};
    std::string owner;
    std::int64_t cents{};
};
template <> inline constexpr auto refract::model<Account> =
    table(unique<&Account::owner>, check("no_debts", col<&Account::cents> >= 0));

// The code to test.
void transfer(sqlite::database& db, std::int64_t from, std::int64_t to, std::int64_t cents) {
    const auto balance = col<&Account::cents>;
    db.transaction([&] {
        db.exec(update<Account>().set(balance = balance - cents).where(col<&Account::id> == from));
        db.exec(update<Account>().set(balance = balance + cents).where(col<&Account::id> == to));
    });
}
// [tests]
using bank = schema<Account>;
using test_database = test::database<bank>; // of PostgreSQL: <bank, postgres::database>

TEST_CASE("money goes from one to the other") {
    test_database db;
    auto rich = test::factory<Account>().with(col<&Account::cents> = 100);
    const Account from = rich.create(db), to = rich.create(db);
    transfer(db, from.id, to.id, 30);
    CHECK(db.get<Account>(to.id).cents == 130);
    CHECK_THROWS_AS(transfer(db, from.id, to.id, 71), check_violation);
}
TEST_CASE("whatever fails, no money is lost") {
    test_database db; // without the accounts of the other test
    test::fill<bank>(db, 20, {.seed = 7});
    const auto money = [&] { return db.one(from<Account>().select(sum(col<&Account::cents>))); };
    const auto before = money();
    const int failures = test::fail_everywhere(
        db, [&] { transfer(db, 1, 2, 5); }, [&] { CHECK(money() == before); });
    std::cout << failures << " failures\n"; // of BEGIN, two updates, COMMIT
}
// [/tests]
int main(int, char** argv) { // in place of Catch2's own, whose versions print different things
    const char* arguments[] = {argv[0], "--out", "/dev/null"};
    const int failed = Catch::Session().run(3, arguments);
    std::cout << (failed == 0 ? "all passed\n" : "some failed\n");
    return failed;
}
