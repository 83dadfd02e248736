// What keeps two users of one connection apart.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session_state.hpp>

#include <ranges>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Tag;

TEST_CASE("a connection that is in use refuses a second user", "[usage]") {
    using state = detail::session_state<detail::sqlite_driver>;
    const detail::session_share<detail::sqlite_driver> share(new state(":memory:", sqlite::options{}));
    using exclusive_use = detail::exclusive_use<detail::sqlite_driver>;
    {
        const exclusive_use first(share);
        CHECK_THROWS_AS(exclusive_use(share), error);
        CHECK_THROWS_AS(exclusive_use(share), error); // the refused one has not let go of it
        CHECK_THROWS_AS(detail::exclusive_row(share->in_use), error);
    }
    const detail::exclusive_row row(share->in_use);
    CHECK_THROWS_AS(exclusive_use(share), error);
}

TEMPLATE_TEST_CASE("a connection cannot read a range from itself while it inserts it", "[usage]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}, {0, "c"}});
    const auto anew = std::views::transform([](const Tag& each) { return Tag{0, each.label + "!"}; });
    {
        auto stream = db.each(from<Tag>());
        CHECK_THROWS_AS(db.insert_many(stream), error);
    }
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"3"});
    CHECK(db.count(from<Tag>()) == 3);
    // From another connection it can.
    auto other = fresh.open();
    auto stream = other.each(from<Tag>());
    std::vector<Tag> read;
    for (const Tag& each : stream) read.push_back(each);
    CHECK(db.insert_many(read | anew) == 3);
    CHECK(fresh.rows("SELECT count(*) FROM tag WHERE label LIKE '_!'") == text_rows{"3"});
}
