#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

TEST_CASE("written columns come back at the end, or in the middle") {
    constexpr auto made = insert_into<Tag>().set(col<&Tag::label> = "x").returning(col<&Tag::id>);
    CHECK(sql<dialect::sqlite>(made) == R"(INSERT INTO "tag" ("label") VALUES (?1) RETURNING "id")");
    CHECK(sql<dialect::sqlserver>(made) == "INSERT INTO [tag] ([label]) OUTPUT inserted.[id] VALUES (@p1)");
    constexpr auto gone = delete_from<Tag>().where(col<&Tag::id> == 1).returning();
    CHECK(sql<dialect::sqlserver>(gone) == "DELETE FROM [tag] OUTPUT deleted.[id], deleted.[label] WHERE [id] = @p1");
}
