#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/raw.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <type_traits>

using namespace refract;

TEST_CASE("holes of raw SQL are counted, escaped ones are not") {
    CHECK(detail::count_holes("{} {} {{}} {x} }{") == 2);
    CHECK(detail::count_holes("{{}}{}") == 1);
    CHECK(detail::count_holes("") == 0);
}
TEST_CASE("raw SQL stands in parentheses unless it is alone") {
    constexpr auto even = raw<bool, "{} % {} = 0">(col<&Tag::id> + 1, 2);
    CHECK(sql<dialect::postgres>(from<Tag>().where(even)) ==
          R"(SELECT "id", "label" FROM "tag" WHERE ("id" + $1) % $2 = 0)");
    CHECK(sql<dialect::sqlite>(from<Tag>().where(even && !even)) ==
          R"(SELECT "id", "label" FROM "tag" WHERE (("id" + ?1) % ?2 = 0) AND NOT (("id" + ?3) % ?4 = 0))");
}
TEST_CASE("the type of raw SQL says whether it may be NULL") {
    static_assert(std::is_same_v<detail::row_of<decltype(from<Tag>().select(raw<int, "1">()))>, int>);
    static_assert(std::is_same_v<detail::row_of<decltype(from<Tag>().select(raw<std::optional<int>, "NULL">()))>,
                                 std::optional<int>>);
    CHECK(sql<dialect::sqlite>(from<Tag>().select(raw<std::string, "'{{}}' || '{a}'">())) ==
          R"(SELECT '{}' || '{a}' FROM "tag")");
}
