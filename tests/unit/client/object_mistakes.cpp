// Which calls of the verbs are mistakes. Their sentences are programs of tests/reject.

#include "support/databases.hpp"
#include "support/models.hpp"

#include <refract/client/object_mistakes.hpp>

#include <refract/graph/edit.hpp>

using namespace refract;
using namespace refract_test;

TEST_CASE("what stands between braces is no value by itself", "[objects]") {
    using detail::in_braces, detail::several_in_braces;
    CHECK(std::is_convertible_v<int, in_braces>); // so that each of several in braces is one
    CHECK_FALSE(std::is_convertible_v<int, several_in_braces>);
    constexpr auto takes = [](several_in_braces) { return true; };
    CHECK(takes({1, "a"}));
    constexpr auto takes_any = [](in_braces) { return true; };
    CHECK((takes_any({}) && takes_any({1}) && takes_any({{1, 2}, {"a", "b"}})));
    CHECK(detail::is_one_tree<Tag>);
    CHECK(detail::is_one_tree<Tag, tree_is_whole_t>);
    CHECK_FALSE(detail::is_one_tree<>);
    CHECK_FALSE(detail::is_one_tree<Tag, bool>);
}

TEMPLATE_TEST_CASE("a tree with a name is saved under the name of its struct", "[objects]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    const Tag first{.id = 1, .label = "a"};
    Tag second{.id = 2, .label = "b"};
    CHECK(db.template save<Tag>(first).label == "a");
    CHECK(db.template save<Tag>(second).label == "b");
    CHECK(db.template save<Tag>(first, tree_is_whole).id == 1);
    CHECK(db.template save<Tag>(Tag{.id = 3, .label = "c"}).id == 3);
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id") == text_rows{"a", "b", "c"});
}
