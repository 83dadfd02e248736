#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/row_list.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

// What it means is in tests/unit/client/rows_compared.cpp.
TEST_CASE("a row among rows is written as each database knows it") {
    constexpr auto query = from<Tag>()
                               .where(not_in(tuple(col<&Tag::id>, col<&Tag::label>), tuple(1, "a"), tuple(2, "b")))
                               .select(col<&Tag::id>);
    CHECK(sql<dialect::sqlite>(query) ==
          R"(SELECT "id" FROM "tag" WHERE ("id", "label") NOT IN (VALUES (?1, ?2), (?3, ?4)))");
    CHECK(sql<dialect::mariadb>(query) == "SELECT `id` FROM `tag` WHERE (`id`, `label`) NOT IN ((?, ?), (?, ?))");
}
