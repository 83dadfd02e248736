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
} // namespace check_names_test
using namespace check_names_test;

#define REFRACT_TEST_31_BYTES "abcdefghijklmnopqrstuvwxyz01234"
template <> inline constexpr auto refract::model<Fits> =
    refract::table(refract::named(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "x"));
template <> inline constexpr auto refract::model<Cut> =
    refract::table(refract::column<&Cut::id>.named(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy"));
template <> inline constexpr auto refract::model<Elsewhere> =
    refract::table(refract::in_schema(REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy"));

using namespace refract;
using namespace refract::detail;
using postgres = dialect::postgres;

using long_alias = alias<Fits, REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy">;
constexpr auto plain = from<Fits>();
constexpr auto aliased = from<Fits>().join<long_alias>(col<&Fits::id, long_alias> == col<&Fits::id>);
constexpr auto inside = from<Fits>().where(exists(from<Cut>()));

// 63 bytes are kept, the 64th is not: of a table, a column, a schema, an alias.
static_assert(names_fit(table_of<Fits>(), postgres::info) && names_fit(plain.view, postgres::info));
static_assert(!names_fit(table_of<Cut>(), postgres::info) && names_fit(table_of<Cut>(), dialect::sqlite::info));
static_assert(!names_fit(table_of<Elsewhere>(), postgres::info));
static_assert(!names_fit(inside.view, postgres::info));
static_assert(!names_fit(aliased.view, postgres::info) && names_fit(aliased.view, dialect::sqlite::info));
