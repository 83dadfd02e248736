// Rows without a database; what databases say to them is in fill.cpp.
#include <refract/test/row_maker.hpp>

#include <support/blog.hpp>
#include <support/catch.hpp>

#include <refract/dialect/sqlite.hpp>

#include <set>
#include <string>
#include <utility>

using namespace refract;
using namespace refract::detail;
using blog::Post;
using blog::PostTag;
using blog::User;

namespace {

template <class Model> using maker_of = row_maker<refract::dialect::sqlite, Model>;

} // namespace

TEST_CASE("a row is the same for the same seed and number", "[row_maker]") {
    const maker_of<User> maker({.seed = 7}, true), same({.seed = 7}, true), other({.seed = 8}, true);
    CHECK(maker.make(maker.begin(3)) == same.make(same.begin(3)));
    CHECK(maker.make(maker.begin(3)) != maker.make(maker.begin(4)));
    CHECK(maker.make(maker.begin(3)) != other.make(other.begin(3)));
    CHECK(maker.make(maker.begin(3)).id == 0); // the database makes it
}

TEST_CASE("what the model refuses is said, with the columns that are to change", "[row_maker]") {
    maker_of<Post> posts({}, true);
    row_refusal refused = posts.refusal(Post{.title = "x", .views = -1});
    CHECK(refused.why == "check \"views_positive\"");
    CHECK(refused.columns == std::vector<std::size_t>{3});
    CHECK(!posts.refusal(Post{.title = "x", .views = 1}));
    maker_of<User> users({}, true);
    users.remember(User{.email = "a"});
    refused = users.refusal(User{.email = "a", .name = "other"});
    CHECK(refused.why == "unique (email)");
    CHECK(refused.columns == std::vector<std::size_t>{1});
    users.forget(User{.email = "a"});
    CHECK(!users.refusal(User{.email = "a"}));

    row_draft draft = users.begin(1);
    const User before = users.make(draft);
    users.retry(draft, refused);
    const User after = users.make(draft);
    CHECK(after.email != before.email);
    CHECK(after.name == before.name);
    users.retry(draft, {"the database"}); // which columns it is about nobody knows
    CHECK(users.make(draft).name != before.name);
}

TEST_CASE("all combinations of parents come, and then there are no more", "[row_maker]") {
    maker_of<PostTag> maker({}, true);
    for (std::int64_t i = 1; i <= 4; ++i) std::get<0>(maker.parents).push_back(Post{.id = i});
    for (std::int64_t i = 1; i <= 3; ++i) std::get<1>(maker.parents).push_back(blog::Tag{.id = i});
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    for (std::uint64_t i = 1; i <= 12; ++i) {
        row_draft draft = maker.begin(i);
        const PostTag made = maker.make_accepted(draft);
        pairs.insert({made.post_id, made.tag_id});
    }
    CHECK(pairs.size() == 12);
    row_draft draft = maker.begin(13);
    CHECK_THROWS_WITH(maker.make_accepted(draft), refract_test::has_text("row 13 of \"post_tag\" cannot be made") &&
                                                      refract_test::has_text("primary key (post_id, tag_id)"));
}

TEST_CASE("keys are alike where the database finds them alike", "[row_maker]") {
    column_list columns;
    columns.add(0);
    columns.add(1);
    const auto key = [&](const any_value& first, const any_value& second) {
        return text_of_key({first, second}, columns);
    };
    CHECK(key(1, "a") == key(1, "a"));
    CHECK(key(1, "a") != key(2, "a"));
    CHECK(key("a", "b:c") != key("a:b", "c"));
    CHECK(key("1", "") != key("", "1"));
    CHECK(key(1, std::nullopt).empty());
}
