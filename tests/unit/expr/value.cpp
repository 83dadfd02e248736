#include <refract/dialect/sqlite.hpp>
#include <refract/expr/value.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <tuple>
#include <type_traits>

using namespace refract;

TEST_CASE("a value stands where nothing is beside it") {
    constexpr auto query = from<Tag>().select(value(1), value("x"), value(std::string_view("y")));
    CHECK(sql<dialect::sqlite>(query) == R"(SELECT ?1, ?2, ?3 FROM "tag")");
    static_assert(std::is_same_v<detail::row_of<decltype(query)>, std::tuple<int, std::string, std::string>>);
    CHECK(detail::get<0>(query.bound) == 1);
}
