// What a database has no type for, and what it neither orders nor calculates with.

#include <refract/sql/type_support.hpp>

#include <refract/codec/numeric.hpp>
#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace type_support_test {
struct Account {
    std::int64_t id{};
    numeric balance;
    std::optional<numeric> fee;
    int pieces{};
    decimal<2> price{};
};
} // namespace type_support_test
using type_support_test::Account;

constexpr auto balance = col<&Account::balance>;
constexpr auto fee = col<&Account::fee>;
constexpr auto pieces = col<&Account::pieces>;
constexpr auto price = col<&Account::price>;
constexpr auto accounts = from<Account>();

/// What the dialects make of a query: the first letters of those that serve it.
template <class Query> std::string served_by(const Query&) {
    std::string served;
    const auto ask = [&](const dialect_info& dialect, const char* letter) {
        if (serves_all(Query::view, dialect)) served += letter;
    };
    ask(dialect::sqlite::info, "S");
    ask(dialect::postgres::info, "P");
    ask(dialect::mariadb::info, "M");
    ask(dialect::sqlserver::info, "Q");
    return served;
}

static_assert(has_types(table_of<Account>(), dialect::sqlite::info));

TEST_CASE("numbers that are stored as text are found, and not ordered") {
    const numeric ten = 10;
    CHECK(served_by(accounts.where(balance == ten)) == "SPMQ");
    CHECK(served_by(accounts.where(balance != ten)) == "SPMQ");
    CHECK(served_by(accounts.where(balance.in(ten, ten)).order_by(col<&Account::id>)) == "SPMQ");
    CHECK(served_by(accounts.where(balance.in(std::vector<numeric>{ten}))) == "SPMQ");
    CHECK(served_by(accounts.where(balance == fee)) == "SPMQ");
    CHECK(served_by(accounts.where(tuple(balance, pieces) == tuple(ten, 1))) == "SPMQ");
    CHECK(served_by(accounts.where(balance.in(accounts.select(balance)))) == "SPMQ");
    CHECK(served_by(accounts.select(count()).group_by(balance)) == "SPMQ");
    CHECK(served_by(accounts.select(count(balance).distinct(), coalesce(fee, balance))) == "SPMQ");
    CHECK(served_by(update<Account>().set(balance = ten, fee = std::nullopt, pieces += 1).all_rows()) == "SPMQ");

    CHECK(served_by(accounts.where(balance < ten)) == "PMQ");
    CHECK(served_by(accounts.where(col<&Account::id> == 1 || balance >= ten)) == "PMQ");
    CHECK(served_by(accounts.where(balance.between(ten, ten))) == "PMQ");
    CHECK(served_by(accounts.where(tuple(pieces, balance) < tuple(1, ten))) == "PMQ");
    CHECK(served_by(accounts.order_by(balance)) == "PMQ");
    CHECK(served_by(accounts.order_by(col<&Account::id>, balance.desc())) == "PMQ");
    CHECK(served_by(accounts.select(max(balance))) == "PMQ");
    CHECK(served_by(accounts.select(row_number().over(order_by(balance)))) == "PMQ");
    CHECK(served_by(accounts.where(col<&Account::id>.in(accounts.where(balance < ten).select(col<&Account::id>)))) ==
          "PMQ");
}

TEST_CASE("only a database with numbers of any size calculates with them") {
    const numeric ten = 10;
    CHECK(served_by(accounts.select(sum(balance))) == "P");
    CHECK(served_by(accounts.select(sum(fee).filter(pieces > 1))) == "P");
    CHECK(served_by(accounts.select(avg(balance))) == "P");
    CHECK(served_by(accounts.select(sum(balance).over())) == "P");
    CHECK(served_by(accounts.select(balance + ten)) == "P");
    CHECK(served_by(accounts.select(fee - balance)) == "P");
    CHECK(served_by(accounts.select(pieces * balance)) == "P");
    CHECK(served_by(accounts.select(balance * 0.5)) == "P");
    CHECK(served_by(accounts.select(price / balance)) == "P");
    CHECK(served_by(accounts.select(-balance)) == "P");
    CHECK(served_by(accounts.select(abs(fee))) == "P");
    CHECK(served_by(accounts.select(sign(fee))) == "P");
    CHECK(served_by(accounts.where(balance + balance == ten)) == "P");
    CHECK(served_by(update<Account>().set(balance += ten).all_rows()) == "P");
    CHECK(served_by(update<Account>().set_if(true, balance += ten).set(pieces = 1).all_rows()) == "P");
    CHECK(served_by(delete_from<Account>().where(exists(accounts.select(sum(balance))))) == "P");
    CHECK(served_by(accounts.select(sum(pieces), sum(price), price * pieces)) == "SPMQ");
}

TEST_CASE("a number that is stored as text meets no other numbers") {
    CHECK(served_by(accounts.where(balance == pieces)) == "PMQ");
    CHECK(served_by(accounts.where(balance == 5)) == "PMQ");
    CHECK(served_by(accounts.where(price != fee)) == "PMQ");
    CHECK(served_by(accounts.where(balance.in(1, 2))) == "PMQ");
    CHECK(served_by(accounts.where(balance.in(std::vector<int>{1}))) == "PMQ");
    CHECK(served_by(accounts.where(balance.in(accounts.select(price)))) == "PMQ");
    CHECK(served_by(accounts.where(price.in(accounts.select(balance)))) == "PMQ");
    CHECK(served_by(accounts.where(pieces > scalar(accounts.select(count(balance))))) == "SPMQ");
    CHECK(served_by(accounts.where(tuple(pieces, balance) == tuple(1, 2))) == "PMQ");
    CHECK(served_by(accounts.where(fee.is_not_distinct_from(1))) == "PMQ");
    CHECK(served_by(accounts.select(coalesce(fee, 0))) == "PMQ");
    CHECK(served_by(accounts.select(case_when(pieces > 1, fee).otherwise(price))) == "PMQ");
    CHECK(served_by(accounts.select(case_when(pieces > 1, fee).otherwise(balance))) == "SPMQ");
    CHECK(served_by(accounts.select(count().over(partition_by(pieces, balance)))) == "SPMQ");
    CHECK(served_by(accounts.where(pieces.in(accounts.select(count(balance))))) == "SPMQ");
    CHECK(served_by(update<Account>().set(balance = 5).all_rows()) == "PMQ");
    CHECK(served_by(update<Account>().set(fee = price).all_rows()) == "PMQ");

    CHECK(served_by(accounts.select(cast<numeric>(pieces), cast<double>(balance), cast<std::string>(balance))) ==
          "SPMQ");
    CHECK(served_by(accounts.select(cast<numeric>(price))) == "PMQ");
    CHECK(served_by(accounts.select(cast<std::int64_t>(balance))) == "PMQ");
    CHECK(served_by(accounts.select(cast<decimal<2>>(balance))) == "PMQ");
}
