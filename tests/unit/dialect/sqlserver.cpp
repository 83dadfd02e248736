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
TEST_CASE("closing brackets are doubled in names") {
    char room[32];
    detail::writer out{.text = {.out = room}, .dialect = dialect::sqlserver::info};
    out.identifier("a]b");
    CHECK(std::string_view(room, out.text.size) == "[a]]b]");
}
