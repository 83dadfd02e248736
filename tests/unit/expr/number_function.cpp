#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/number_function.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"

#include <cstdint>

using namespace refract;

namespace {
struct Point {
    std::int64_t id{};
    double x{};
};
} // namespace

TEST_CASE("functions of numbers are spelled as each database does") {
    constexpr auto query = from<Point>().select(round(col<&Point::x>, 2), floor(col<&Point::x> * 2));
    CHECK(sql<dialect::sqlite>(query) == R"(SELECT round("x", max(min(?1, 2000), 0)), floor("x" * ?2) FROM "point")");
    CHECK(
        sql<dialect::postgres>(query) ==
        R"(SELECT CAST(round(CAST("x" AS numeric), CAST(CASE WHEN $1 < 0 THEN 0 WHEN $1 > 2000 THEN 2000 ELSE $1 END AS integer)) AS double precision), )"
        R"(floor("x" * $2) FROM "point")");
    CHECK(sql<dialect::sqlite>(from<Point>().select(mod(col<&Point::id>, 3))) == R"(SELECT "id" % ?1 FROM "point")");
}
