#include <refract/query/query.hpp>
#include <refract/query/rules/statement.hpp>
#include <refract/query/rules/with.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace {
template <class Query> constexpr violation broken_by(const Query&) { return find_violation_of_whole(Query::view); }
struct Row {
    std::int64_t id{};
    std::string label;
};
using tags = as_table<Tag, "tags">;
constexpr auto gone = delete_from<Tag>().all_rows().returning<Row>();
} // namespace

TEST_CASE("a query of WITH has a name of its own") {
    CHECK(broken_by(with(from<Tag>()).from<Tag>()).broken == rule::with_has_own_name);
    CHECK_FALSE(broken_by(with<tags>(from<Tag>()).from<tags>()));
    CHECK(broken_by(with(from<Tag>().select<Row>()).with(from<Row>()).from<Row>()).broken == rule::with_has_own_name);
    // Neither is it that of a table that is written beside it.
    using written = as_table<Tag, "row">;
    CHECK(broken_by(with(from<Tag>().select<Row>()).delete_from<written>().all_rows()).broken ==
          rule::with_has_own_name);
    CHECK_FALSE(broken_by(with(from<Tag>().select<Row>()).delete_from<Tag>().all_rows()));
}

TEST_CASE("writes stand in the WITH of the whole statement") {
    constexpr auto read = with(gone).from<Row>();
    CHECK_FALSE(broken_by(read));
    CHECK_FALSE(broken_by(with(gone).insert_into<Tag>().from(from<Row>().select<Tag>())));
    CHECK(broken_by(from(read)).broken == rule::write_in_with_of_whole);
    CHECK(broken_by(from<Post>().where(exists(read))).broken == rule::write_in_with_of_whole);
    CHECK(broken_by(read.union_all(from<Tag>().select<Row>())).broken == rule::write_in_with_of_whole);
    CHECK(broken_by(with<tags>(read.select<Tag>()).from<tags>()).broken == rule::write_in_with_of_whole);
    CHECK(broken_by(with(delete_from<Tag>().returning<Row>()).from<Row>()).broken == rule::write_has_condition);
}

TEST_CASE("what is kept of a query is said in WITH") {
    constexpr auto rows = from<Tag>().select<Row>();
    CHECK_FALSE(broken_by(with(rows.materialized()).from<Row>()));
    CHECK(broken_by(rows.materialized()).broken == rule::hint_stands_in_with);
    CHECK(broken_by(from(rows.not_materialized())).broken == rule::hint_stands_in_with);
    CHECK(broken_by(from<Post>().where(exists(rows.materialized()))).broken == rule::hint_stands_in_with);
    CHECK(broken_by(rows.union_all(rows.materialized())).broken == rule::hint_stands_in_with);
    CHECK_FALSE(broken_by(with(rows.union_all(rows).materialized()).from<Row>()));
}
