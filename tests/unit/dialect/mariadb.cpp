#include <refract/dialect/mariadb.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

// All of its texts stand in tests/dialects/mariadb.sql.
static_assert(sql<dialect::mariadb>(from<Tag>().where(col<&Tag::label>.is_distinct_from("x")).offset(3)) ==
              "SELECT `id`, `label` FROM `tag` WHERE (NOT (`label` <=> ?)) LIMIT 18446744073709551615 OFFSET ?");

TEST_CASE("a value that the text needs twice is bound twice where placeholders have no numbers") {
    using query = decltype(from<Tag>().where(col<&Tag::label>.starts_with("x") && col<&Tag::id> == 7));
    constexpr auto& data = detail::statement_data_of<dialect::mariadb, query>;
    CHECK(std::string_view(data.text.data(), data.text.size() - 1) ==
          "SELECT `id`, `label` FROM `tag` WHERE left(`label`, char_length(?)) = ? COLLATE utf8mb4_bin AND `id` = ?");
    CHECK(data.value_numbers[0] == 1);
    CHECK(data.value_numbers[1] == 3);
    REQUIRE(data.repeat_count == 1);
    CHECK(data.repeats[0].placeholder == 2);
    CHECK(data.repeats[0].index == 0);
    CHECK_FALSE(data.repeats[0].is_argument);
}
