#include <refract/query/query.hpp>
#include <refract/query/rules/policy.hpp>
#include <refract/query/rules/statement.hpp>
#include <refract/schema/policy.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

namespace policy_rules_test {
struct Key {
    std::int64_t id{};
};
struct Marked {
    std::int64_t id{};
    bool deleted{};
};
} // namespace policy_rules_test

template <> inline constexpr auto refract::model<policy_rules_test::Marked> =
    refract::table(refract::soft_delete<&policy_rules_test::Marked::deleted>);

using namespace refract;
using namespace refract::detail;
using policy_rules_test::Key;
using policy_rules_test::Marked;

namespace {
template <class Query> constexpr violation broken_by(const Query&) { return find_violation_of_whole(Query::view); }
} // namespace

TEST_CASE("of marked rows something is said where a table has some") {
    constexpr auto tags = from<Tag>();
    constexpr auto ids = from<Marked>().select(col<&Marked::id>);
    CHECK_FALSE(broken_by(from<Marked>().with_deleted()));
    CHECK(broken_by(tags.with_deleted()).broken == rule::something_is_marked);
    CHECK_FALSE(broken_by(tags.where(exists(ids)).with_deleted()));
    CHECK_FALSE(broken_by(tags.where(exists(ids.with_deleted()))));
    CHECK_FALSE(broken_by(from(from<Marked>().select<Key>(col<&Marked::id>)).with_deleted()));
    CHECK_FALSE(broken_by(ids.union_all(ids).with_deleted()));
    CHECK_FALSE(broken_by(delete_from<Marked>().all_rows().for_good().with_deleted()));
    CHECK(broken_by(delete_from<Tag>().all_rows().for_good()).broken == rule::something_is_marked);
    CHECK(broken_by(delete_from<Tag>().where(exists(ids)).for_good()).broken == rule::something_is_marked);
}
