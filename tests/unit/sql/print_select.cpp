#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

TEST_CASE("limits are written in the dialect's form") {
    constexpr auto page = from<Tag>().offset(20).limit(10);
    CHECK(sql<dialect::sqlite>(page) == R"(SELECT "id", "label" FROM "tag" LIMIT ?1 OFFSET ?2)");
    CHECK(sql<dialect::sqlserver>(page) ==
          "SELECT [id], [label] FROM [tag] ORDER BY (SELECT NULL) OFFSET @p1 ROWS FETCH NEXT @p2 ROWS ONLY");
    CHECK(sql<dialect::sqlserver>(from<Tag>().order_by(col<&Tag::id>).limit(10)) ==
          "SELECT [id], [label] FROM [tag] ORDER BY [id] OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY");
}
TEST_CASE("an inner order stands only where it has a meaning") {
    using ordered = decltype(from<Tag>().order_by(col<&Tag::id>));
    const auto text = [](const auto& data) { return std::string_view(data.text.data(), data.text.size() - 1); };
    CHECK(text(detail::statement_data_of<dialect::sqlserver, ordered, detail::result_form::count>) ==
          "SELECT count(*) FROM (SELECT [id], [label] FROM [tag]) AS [rows]");
    CHECK(text(detail::statement_data_of<dialect::sqlite, ordered, detail::result_form::count>) ==
          R"(SELECT count(*) FROM (SELECT "id", "label" FROM "tag" ORDER BY "id") AS "rows")");
}
