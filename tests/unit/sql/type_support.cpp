// What a database has no type for, and what it does not order.

#include <refract/sql/type_support.hpp>

#include <refract/codec/numeric.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace type_support_test {
struct Account {
    std::int64_t id{};
    numeric balance;
};
} // namespace type_support_test
using type_support_test::Account;

template <class Query> constexpr bool sorts_on_sqlite(const Query&) {
    return sorts_all(Query::view, dialect::sqlite::info);
}

static_assert(has_types(table_of<Account>(), dialect::sqlite::info));

TEST_CASE("numbers that are stored as text are found, and not ordered") {
    constexpr auto balance = col<&Account::balance>;
    const auto accounts = from<Account>();
    const numeric ten = 10;
    CHECK(sorts_on_sqlite(accounts.where(balance == ten)));
    CHECK(sorts_on_sqlite(accounts.where(balance != ten)));
    CHECK(sorts_on_sqlite(accounts.where(balance.in(ten, ten)).order_by(col<&Account::id>)));
    CHECK(sorts_on_sqlite(accounts.select(count()).group_by(balance)));
    CHECK_FALSE(sorts_on_sqlite(accounts.where(balance < ten)));
    CHECK_FALSE(sorts_on_sqlite(accounts.where(col<&Account::id> == 1 || balance >= ten)));
    CHECK_FALSE(sorts_on_sqlite(accounts.where(balance.between(ten, ten))));
    CHECK_FALSE(sorts_on_sqlite(accounts.order_by(balance)));
    CHECK_FALSE(sorts_on_sqlite(accounts.order_by(col<&Account::id>, balance.desc())));
    CHECK_FALSE(sorts_on_sqlite(accounts.select(max(balance))));
    CHECK(sorts_all(decltype(accounts.order_by(balance))::view, dialect::postgres::info));
}
