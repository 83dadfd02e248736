#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

// All of its texts stand in tests/dialects/sqlserver.sql.
static_assert(sql<dialect::sqlserver>(from<Post>().where(col<&Post::published>)) ==
              "SELECT [id], [headline], [published], [views], [author_id] FROM [post] WHERE [published] = 1");

TEST_CASE("a condition is no value there, and a value no condition") {
    constexpr auto query = from<Post>().select(col<&Post::views> > 3).where(!col<&Post::published>);
    CHECK(sql<dialect::sqlserver>(query) ==
          "SELECT CASE WHEN [views] > @p1 THEN 1 WHEN NOT ([views] > @p1) THEN 0 END FROM [post] "
          "WHERE NOT [published] = 1");
}
TEST_CASE("rows of columns are not compared there, in a query inside neither") {
    constexpr auto rows = from<Post>().where(tuple(col<&Post::views>, col<&Post::id>) > tuple(1, 2));
    constexpr auto around = from<User>().where(col<&User::id>.in(rows.select(col<&Post::author_id>)));
    CHECK(detail::missing_feature(decltype(rows)::view, dialect::sqlserver::info) == "comparison of rows");
    CHECK(detail::missing_feature(decltype(around)::view, dialect::sqlserver::info) == "comparison of rows");
    CHECK(detail::missing_feature(decltype(around)::view, dialect::mariadb::info).empty());
}
TEST_CASE("closing brackets are doubled in names") {
    char room[32];
    detail::writer out{.text = {.out = room}, .dialect = dialect::sqlserver::info};
    out.identifier("a]b");
    CHECK(std::string_view(room, out.text.size) == "[a]]b]");
}
