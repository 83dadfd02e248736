#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/needed_version.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace {
template <class Query> constexpr std::int32_t version_of(const Query&) {
    return needed_version(Query::view, dialect::postgres::info);
}
using tags = as_table<Tag, "tags">;
} // namespace

TEST_CASE("a statement knows from which version it runs") {
    constexpr auto merged =
        merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>).when_matched().do_delete();
    CHECK(version_of(from<Tag>()) == 0);
    CHECK(version_of(delete_from<Tag>().all_rows().returning()) == 0);
    constexpr auto tied = from<Tag>().order_by(col<&Tag::id>).limit(2).with_ties();
    CHECK(version_of(tied) == 130'000);
    CHECK(version_of(from(tied)) == 130'000);
    CHECK(version_of(from<Post>().where(exists(from(tied)))) == 130'000);
    CHECK(version_of(merged) == 150'000);
    CHECK(version_of(merged.returning()) == 170'000);
    CHECK(version_of(merged.when_not_matched_by_source().do_delete()) == 170'000);
    CHECK(version_of(with<tags>(merged.returning()).from<tags>()) == 170'000);
    constexpr auto gone = delete_from<Tag>().all_rows().returning(old_value<&Tag::id>);
    CHECK(version_of(gone) == 180'000);
    CHECK(sql<dialect::postgres>(gone) == R"(DELETE FROM "tag" RETURNING old."id")");
    CHECK(needed_version(decltype(from<Tag>())::view, dialect::sqlite::info) == 0);
}
