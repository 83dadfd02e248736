// Numbers of any size in queries, and what the databases hold that the field does not.

#include <support/databases.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace numeric_test {
struct Account {
    std::int64_t id{};
    numeric balance;
};
} // namespace numeric_test
using numeric_test::Account;

template <class Failure, class Run> std::string message_of(Run run) {
    try {
        run();
    } catch (const Failure& failure) { return failure.message(); }
    return "no such error";
}

TEMPLATE_TEST_CASE("numbers of any size are found by value", "[numeric]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account>>();
    const numeric large(std::string(50, '9') + ".25");
    db.insert_many(std::vector<Account>{{0, 1.50_dec}, {0, large}, {0, -3}});
    constexpr auto balance = col<&Account::balance>;
    CHECK(db.count(from<Account>().where(balance == numeric("1.5"))) == 1);
    CHECK(db.count(from<Account>().where(balance == numeric("01.500"))) == 1);
    CHECK(db.count(from<Account>().where(balance.in(large, numeric(-3)))) == 2);
    CHECK(db.count(from<Account>().where(balance.in(std::vector<numeric>{large, numeric("1.500")}))) == 2);
    CHECK(db.count(from<Account>().where(balance == param<numeric>), numeric("-3.0")) == 1);
    predicate<Account> found;
    found &= balance == large;
    CHECK(db.count(from<Account>().where(found)) == 1);
    Account first = db.template get<Account>(1);
    first.balance = 1.25_dec;
    db.update(first);
    CHECK(db.template get<Account>(1).balance == 1.25_dec);
}

TEST_CASE("SQLite refuses to order numbers of any size also at run time", "[numeric]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Account>>();
    predicate<Account> rich;
    rich &= col<&Account::balance> > numeric(5);
    CHECK(message_of<error>([&] { db.all(from<Account>().where(rich)); }).find("does not order") != std::string::npos);
    ordering<Account> by_balance;
    by_balance.by(col<&Account::balance>.desc());
    CHECK(message_of<error>([&] { db.all(from<Account>().order_by(by_balance)); }).find("does not order") !=
          std::string::npos);
}

TEST_CASE("SQLite reads only the form in which a number is found", "[numeric]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fresh.rows("CREATE TABLE account (id INTEGER PRIMARY KEY, balance)");
    for (const char* value : {"'1.50'", "1.5", "7", "'abc'", "'1e3'", "x'31'"}) {
        fresh.rows("DELETE FROM account");
        fresh.rows("INSERT INTO account VALUES (1, " + std::string(value) + ")");
        INFO(value);
        CHECK_THROWS_AS(db.get<Account>(1), schema_mismatch);
    }
    fresh.rows("UPDATE account SET balance = '1.5'");
    CHECK(db.get<Account>(1).balance == 1.5_dec);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("PostgreSQL keeps the digits of a number, and orders by it", "[numeric]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Account>>();
    fresh.rows("INSERT INTO account (balance) VALUES (1.50), (10), (9.0000), ('NaN'), ('Infinity')");
    CHECK(db.get<Account>(1).balance.to_string() == "1.50");
    CHECK(db.get<Account>(3).balance.to_string() == "9.0000");
    CHECK(
        db.all(
            from<Account>().where(col<&Account::id> <= 3).order_by(col<&Account::balance>).select(col<&Account::id>)) ==
        std::vector<std::int64_t>{1, 3, 2});
    CHECK(db.count(from<Account>().where(col<&Account::balance> > numeric(9))) == 3);
    db.update(db.get<Account>(3));
    CHECK(fresh.rows("SELECT balance FROM account WHERE id = 3") == text_rows{"9.0000"});
    CHECK(message_of<conversion_error>([&] { db.get<Account>(4); }).find("NaN") != std::string::npos);
    CHECK(message_of<conversion_error>([&] { db.get<Account>(5); }).find("infinite") != std::string::npos);
}
#endif
