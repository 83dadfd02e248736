#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/text_function.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

TEST_CASE("functions of texts are spelled as each database does") {
    constexpr auto query = from<Tag>().select(position("b", col<&Tag::label>), replace(col<&Tag::label>, "a", "b"));
    CHECK(sql<dialect::sqlite>(query) == R"(SELECT instr("label", ?1), replace("label", ?2, ?3) FROM "tag")");
    CHECK(sql<dialect::postgres>(query) ==
          R"(SELECT CAST(strpos("label" COLLATE "C", $1 COLLATE "C") AS bigint), replace("label", $2, $3) FROM "tag")");
    CHECK(sql<dialect::postgres>(from<Tag>().select(lpad(col<&Tag::label>, 3, " "))) ==
          R"(SELECT lpad("label", CAST($1 AS integer), $2) FROM "tag")");
}
TEST_CASE("concat takes NULL as the empty text") {
    CHECK(sql<dialect::sqlite>(from<User>().select(concat(col<&User::name>, "-", col<&User::bio>))) ==
          R"(SELECT coalesce("name", '') || coalesce(?1, '') || coalesce("bio", '') FROM "users")");
    static_assert(
        !detail::is_optional<detail::row_of<decltype(from<User>().select(concat(col<&User::bio>, col<&User::bio>)))>>);
}
