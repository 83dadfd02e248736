#include <refract/codec/number.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/subquery.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/check_names.hpp>

namespace check_names_test {
struct Fits {
    std::int64_t id{};
};
struct Cut {
    std::int64_t id{};
};
struct Elsewhere {
    std::int64_t id{};
};
template <class Value> struct Pair {
    int id{};
    int value{};
};
template <class Value> struct Outer {
    struct Inner {
        int id{};
    };
};
} // namespace check_names_test
using namespace check_names_test;

#define REFRACT_TEST_31_BYTES "abcdefghijklmnopqrstuvwxyz01234"
template <> inline constexpr auto refract::model<Fits> =
    refract::table(refract::named(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "x"));
template <> inline constexpr auto refract::model<Cut> =
    refract::table(refract::column<&Cut::id>.named(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy"));
template <> inline constexpr auto refract::model<Elsewhere> =
    refract::table(refract::in_schema(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy"));
template <> inline constexpr auto refract::model<Pair<long long>> = refract::table(refract::named("pair"));

using namespace refract;
using namespace refract::detail;

using long_alias = alias<Fits, REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy">;
constexpr auto plain = from<Fits>();
constexpr auto aliased = from<Fits>().join<long_alias>(col<&Fits::id, long_alias> == col<&Fits::id>);
constexpr auto inside = from<Fits>().where(exists(from<Cut>()));

template <class Query, class Dialect> constexpr rule_number fault(const Query&, const Dialect&) {
    return name_fault(Query::view, Dialect::info);
}
constexpr dialect::postgres of_postgres;
constexpr dialect::sqlite of_sqlite;

// 63 bytes are kept, the 64th is not: of a table, a column, a schema, an alias, also inside.
static_assert(name_fault(table_of<Fits>(), dialect::postgres::info) == rule::none);
static_assert(fault(plain, of_postgres) == rule::none);
static_assert(name_fault(table_of<Cut>(), dialect::postgres::info) == rule::name_fits);
static_assert(name_fault(table_of<Cut>(), dialect::sqlite::info) == rule::none);
static_assert(name_fault(table_of<Elsewhere>(), dialect::postgres::info) == rule::name_fits);
static_assert(fault(inside, of_postgres) == rule::name_fits && fault(inside, of_sqlite) == rule::none);
static_assert(fault(aliased, of_postgres) == rule::name_fits && fault(aliased, of_sqlite) == rule::none);

// A template's name is no name for a table, unless the model gives one.
static_assert(name_fault(table_of<Pair<int>>(), dialect::sqlite::info) == rule::name_is_stable);
static_assert(name_fault(table_of<Pair<long long>>(), dialect::sqlite::info) == rule::none);
static_assert(name_fault(table_of<Outer<int>::Inner>(), dialect::sqlite::info) == rule::none); // its own name is plain
