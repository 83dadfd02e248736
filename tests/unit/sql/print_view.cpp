#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/value.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_view.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <string>

namespace print_view_test {
struct Busy {
    std::int64_t author_id{};
    std::int64_t posts{};
    std::string mark{};
};
} // namespace print_view_test

using print_view_test::Busy;

template <> inline constexpr auto refract::model<Busy> =
    refract::table(refract::materialized_view, refract::in_schema("report"), refract::column<&Busy::posts>.named("n"));
template <> inline constexpr auto refract::view_of<Busy> =
    refract::from<Post>()
        .where(refract::col<&Post::views> > 3)
        .select<Busy>(refract::col<&Post::author_id>, refract::count(), refract::value("it's"))
        .group_by(refract::col<&Post::author_id>)
        .limit(9);

using namespace refract;
using namespace refract::detail;

TEST_CASE("a view is printed with its constants and the names of its model") {
    const auto printed = [](const dialect_info& dialect) {
        return print_to_string(dialect, [](writer& out) { print_view(out, description_of<Busy>); });
    };
    CHECK(printed(dialect::postgres::info) ==
          R"(CREATE MATERIALIZED VIEW "report"."busy" AS SELECT "author_id", count(*) AS "n", )"
          R"(CAST('it''s' AS text) AS "mark" FROM "post" WHERE "views" > 3 GROUP BY "author_id" LIMIT 9)");
}
