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
struct Entry {
    std::int64_t id{};
    numeric amount;
    std::optional<numeric> fee;
    int pieces{};
    decimal<2> price{};
};
struct Guarded {
    std::int64_t id{};
    numeric amount{}, twice{};
};
struct Discounted {
    std::int64_t id{};
    numeric none, half, debt;
    int pieces{};
};
} // namespace numeric_test
using numeric_test::Account, numeric_test::Discounted, numeric_test::Entry, numeric_test::Guarded;

template <> inline constexpr auto refract::model<Discounted> =
    table(column<&Discounted::none>.default_to(0), column<&Discounted::half>.default_to(0.50_dec),
          column<&Discounted::debt>.default_to(decimal<2>::whole(-100)));

template <> inline constexpr auto refract::model<Guarded> =
    table(refract::check("not_below_zero", col<&Guarded::amount> >= 0),
          column<&Guarded::twice>.generated(col<&Guarded::amount> * 2));

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
    predicate<Account> doubled;
    doubled &= col<&Account::balance> * 2 == numeric(5);
    CHECK(message_of<error>([&] { db.all(from<Account>().where(doubled)); }).find("calculate with") !=
          std::string::npos);
    predicate<Account> unlike;
    unlike &= col<&Account::balance> == 1.50_dec;
    CHECK(message_of<error>([&] { db.all(from<Account>().where(unlike)); }).find("compare with others") !=
          std::string::npos);
    ordering<Account> by_balance;
    by_balance.by(col<&Account::balance>.desc());
    CHECK(message_of<error>([&] { db.all(from<Account>().order_by(by_balance)); }).find("does not order") !=
          std::string::npos);
}

TEMPLATE_TEST_CASE("numbers of any size are counted by value, and ordered approximately", "[numeric]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account>>();
    db.insert_many(std::vector<Account>{{0, 10}, {0, numeric("9.50")}, {0, numeric("9.5")}, {0, numeric("-100.0")}});
    constexpr auto accounts = from<Account>();
    constexpr auto id = col<&Account::id>;
    constexpr auto balance = col<&Account::balance>;
    CHECK(db.one(accounts.select(count(balance).distinct())) == 3);
    CHECK(db.count(accounts.where(balance.is_not_distinct_from(numeric("10.0")))) == 1);
    CHECK(db.all(accounts.order_by(cast<double>(balance), id).select(id)) == std::vector<std::int64_t>{4, 2, 3, 1});
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

namespace {
// Sums and products of these were calculated by another program, Python's decimal.
const numeric large("1234567890123456789012345678901234567890.123456789");
const numeric below_zero("-9876543210987654321098765432109876543210.987654321");
const numeric small("0.0000000000000000000000000000000000000001");

constexpr auto amount = col<&Entry::amount>;
constexpr auto fee = col<&Entry::fee>;
constexpr auto entries = from<Entry>();
constexpr auto over_five = entries.where(amount > 5); // a constant, with whole numbers and decimals beside the column

struct entry_book : fresh_database<on_postgres> {
    entry_book() {
        if (!*this) return;
        db().create_tables<schema<Entry>>();
        db().insert_many(std::vector<Entry>{
            {0, large, below_zero, 3, 19.99_dec}, {0, below_zero, {}, 0, 0.01_dec}, {0, small, large, 0, 0.00_dec}});
    }
    /// Of the first row. The digits too: a number is equal to itself with more zeros.
    template <class Expression> std::string first(const Expression& expression) {
        const std::optional<numeric> value = db().one(entries.where(col<&Entry::id> == 1).select(expression));
        return value ? value->to_string() : "NULL";
    }
};
} // namespace

TEST_CASE("PostgreSQL adds up numbers of any size to the last digit", "[numeric]") {
    entry_book book;
    if (!book) return;
    auto& db = book.db();
    CHECK(db.one(entries.select(sum(amount)))->to_string() ==
          "-8641975320864197532086419753208641975320.8641975319999999999999999999999999999999");
    CHECK(db.one(entries.select(sum(fee))) == numeric("-8641975320864197532086419753208641975320.864197532"));
    CHECK(db.one(entries.select(avg(fee))) == numeric("-4320987660432098766043209876604320987660.432098766"));
    CHECK(db.one(entries.select(min(amount))) == below_zero);
    CHECK(db.one(entries.select(max(amount))) == large);
    CHECK(db.one(entries.select(min(fee))) == below_zero);
    CHECK(db.one(entries.select(sum(amount).filter(amount > 0))) ==
          numeric("1234567890123456789012345678901234567890.1234567890000000000000000000000000000001"));
    CHECK(db.one(entries.select(sum(amount * col<&Entry::pieces>))) ==
          numeric("3703703670370370367037037036703703703670.370370367"));
    CHECK(db.all(entries.order_by(col<&Entry::id>).select(sum(amount).over(order_by(col<&Entry::id>)))).at(1) ==
          numeric("-8641975320864197532086419753208641975320.864197532"));
    CHECK(db.all(entries.group_by(amount).having(sum(amount) < 1).order_by(sum(amount).desc()).select(sum(amount))) ==
          std::vector<numeric>{small, below_zero});

    const auto none = entries.where(col<&Entry::id> > 100);
    CHECK(db.one(none.select(sum(amount))) == std::nullopt);
    CHECK(db.one(none.select(avg(amount))) == std::nullopt);
    CHECK(db.one(none.select(coalesce(sum(amount), 0))) == numeric(0));
    CHECK(db.one(none.select(coalesce(sum(fee), 1.50_dec))).to_string() == "1.50");
}

TEST_CASE("PostgreSQL calculates with numbers of any size to the last digit", "[numeric]") {
    entry_book book;
    if (!book) return;
    CHECK(book.first(amount + amount) == "2469135780246913578024691357802469135780.246913578");
    CHECK(book.first(amount - fee) == "11111111101111111110111111111011111111101.111111110");
    CHECK(book.first(amount * fee) ==
          "-12193263113702179522618503273386678859451150739156119493974487120865336229233322.374638011112635269");
    CHECK(book.first(amount * amount) ==
          "1524157875323883675049535156256668194500838287337570492365005334557625361987875.019051998750190521");
    CHECK(book.first(amount * fee + amount) ==
          "-12193263113702179522618503273386678859449916171265996037185474775186434994665432.251181222112635269");
    CHECK(book.first(-fee) == "9876543210987654321098765432109876543210.987654321");
    CHECK(book.first(abs(fee)) == "9876543210987654321098765432109876543210.987654321");
    CHECK(book.first(fee + numeric(2)) == "-9876543210987654321098765432109876543208.987654321");
    CHECK(book.first(fee + 2) == "-9876543210987654321098765432109876543208.987654321");
    CHECK(book.first(3 * amount) == "3703703670370370367037037036703703703670.370370367");
    CHECK(book.first(amount * col<&Entry::pieces>) == "3703703670370370367037037036703703703670.370370367");
    CHECK(book.first(col<&Entry::price> + amount) == "1234567890123456789012345678901234567910.113456789");
    CHECK(book.first(amount + small) ==
          "1234567890123456789012345678901234567890.1234567890000000000000000000000000000001");
    CHECK(book.db().one(entries.where(col<&Entry::id> == 1).select(sign(amount))) == 1);
    // Of a quotient the server says how many digits it has.
    CHECK(book.first((amount + fee) / 2) == book.rows("SELECT (amount + fee) / 2 FROM entry WHERE id = 1").at(0));
    CHECK(numeric(book.first((amount + fee) / 2)) == numeric("-4320987660432098766043209876604320987660.432098766"));
    CHECK(book.first(amount / 3.00_dec) == book.rows("SELECT amount / 3.00 FROM entry WHERE id = 1").at(0));
    CHECK(book.first(cast<numeric>(col<&Entry::pieces>) / 3) == "1.00000000000000000000");

    CHECK(book.db().all(over_five.select(col<&Entry::id>)) == std::vector<std::int64_t>{1});
    CHECK(book.db().count(entries.where(amount * 2 == numeric("2469135780246913578024691357802469135780.246913578"))) ==
          1);
    CHECK(book.db().all(entries.order_by((amount * -1).desc()).select(col<&Entry::id>)) ==
          std::vector<std::int64_t>{2, 3, 1});
    CHECK(book.db().count(entries.where(amount.between(0.00_dec, 1) || amount.in(std::vector<int>{1, 2}))) == 1);
}

TEST_CASE("PostgreSQL divides a number of any size by zero to NULL", "[numeric]") {
    entry_book book;
    if (!book) return;
    auto& db = book.db();
    const auto quotients = entries.order_by(col<&Entry::id>).select(amount / col<&Entry::pieces>);
    const std::vector<std::optional<numeric>> found = db.all(quotients);
    CHECK(found.at(0).has_value());
    CHECK(found.at(1) == std::nullopt);
    CHECK(db.one(entries.where(col<&Entry::id> == 1).select(fee / numeric(0))) == std::nullopt);
    CHECK(db.one(entries.where(col<&Entry::id> == 1).select(amount / (amount - amount))) == std::nullopt);
}

TEST_CASE("PostgreSQL updates a number of any size by calculating with it", "[numeric]") {
    entry_book book;
    if (!book) return;
    auto& db = book.db();
    const auto first = [&] { return db.get<Entry>(1); };
    db.exec(update<Entry>().set(amount += numeric("0.000000000000000000000000000001"), fee = amount * 2).all_rows());
    CHECK(first().amount.to_string() == "1234567890123456789012345678901234567890.123456789000000000000000000001");
    CHECK(first().fee == numeric("2469135780246913578024691357802469135780.246913578"));
    db.exec(update<Entry>().set(amount -= 1, fee *= -1).where(col<&Entry::id> == 1));
    CHECK(first().amount == numeric("1234567890123456789012345678901234567889.123456789000000000000000000001"));
    CHECK(first().fee == numeric("-2469135780246913578024691357802469135780.246913578"));
    db.exec(update<Entry>().set(amount = col<&Entry::price>, fee = 5).where(col<&Entry::id> == 1));
    CHECK(first().amount.to_string() == "19.99");
    db.exec(update<Entry>().set(amount /= numeric(4), fee += 1.25_dec).where(col<&Entry::id> == 1));
    CHECK(first().amount == numeric("4.9975"));
    CHECK(first().fee == numeric("6.25"));
    predicate<Entry> cheap;
    cheap &= amount * 2 < 10;
    CHECK(db.count(entries.where(cheap)) == 3);
}

TEST_CASE("PostgreSQL calculates with numbers of any size in a table", "[numeric]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Guarded>>();
    const Guarded made = db.insert(Guarded{.amount = large});
    CHECK(db.get<Guarded>(made.id).twice == numeric("2469135780246913578024691357802469135780.246913578"));
    CHECK_THROWS_AS(db.insert(Guarded{.amount = below_zero}), check_violation);
}

TEST_CASE("what a number of any size becomes is cut or refused, never another number", "[numeric]") {
    entry_book book;
    if (!book) return;
    auto& db = book.db();
    db.exec(update<Entry>().set(amount = -1.75_dec).where(col<&Entry::id> == 3));
    const auto third = entries.where(col<&Entry::id> == 3);
    CHECK(db.one(third.select(cast<std::int64_t>(amount))) == -1); // cut, as in C++
    CHECK(db.one(third.select(cast<decimal<2>>(amount))) == -1.75_dec);
    CHECK(db.one(third.select(cast<double>(amount))) == -1.75);
    CHECK_THROWS_AS(db.all(entries.select(cast<std::int64_t>(amount))), error);
    book.rows("UPDATE entry SET amount = 'NaN' WHERE id = 1");
    CHECK(message_of<conversion_error>([&] { db.one(entries.select(sum(amount))); }).find("NaN") != std::string::npos);
}
#endif

TEMPLATE_TEST_CASE("a number of any size has whole numbers and decimals as defaults", "[numeric]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Discounted>>();
    db.exec(insert_into<Discounted>().set(col<&Discounted::pieces> = 1));
    const auto made = db.one(from<Discounted>());
    CHECK(made.none == numeric(0));
    CHECK(made.half == numeric("0.5"));
    CHECK(made.debt == numeric(-100));
    // The stored text is the one that a comparison looks for.
    CHECK(db.count(from<Discounted>().where(col<&Discounted::half> == numeric("0.50") &&
                                            col<&Discounted::debt> == numeric(-100))) == 1);
}
