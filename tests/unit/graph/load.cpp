// Trees of a blog on both databases: what is read is compared with what was written, as text.

#include <refract/graph/load.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <memory>

using namespace refract;
using namespace refract_test;

namespace trees_of_a_blog {

struct User {
    std::int64_t id{};
    std::string name;
    std::optional<std::string> bio;
};
struct Profile {
    std::int64_t id{};
    std::int64_t user_id{};
    std::string motto;
};
struct Post {
    std::int64_t id{};
    std::string title;
    std::int64_t views{};
    std::int64_t author_id{};
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct PostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};
    std::int32_t weight{};
};
struct Comment {
    std::int64_t id{};
    std::string body;
    std::int64_t post_id{};
    std::optional<std::int64_t> author_id;
};
using load_schema = schema<User, Profile, Post, Tag, PostTag, Comment>;

// Shapes.
struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::vector<Tag> tags;
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::vector<PostLine> posts;
};
struct ProfileLine {
    using model = Profile;
    std::string motto;
};
struct Person {
    using model = User;
    std::string name; // no key, which the loader reads all the same
    std::optional<ProfileLine> profile;
    std::vector<Comment> comments;
};
struct UserName {
    using model = User;
    std::string name;
};
struct CommentLine {
    using model = Comment;
    std::string body;
    std::optional<UserName> author;
};
struct PostWithAuthor {
    using model = Post;
    std::string title;
    UserName author;
    std::vector<CommentLine> comments;
};
struct AuthorOfAll { // four levels
    using model = User;
    std::string name;
    std::vector<PostWithAuthor> posts;
};
struct TagLine {
    using model = Tag;
    std::string label;
    std::vector<PostWithAuthor> posts; // in two places
};
struct PointedComment {
    using model = Comment;
    std::int64_t id{};
    std::unique_ptr<UserName> author;
};
struct PostCounts {
    using model = Post;
    std::string title;
    std::int64_t doubled{};
    std::int64_t comment_count{};
    std::vector<Tag> tags;
};
struct AuthorPage {
    using model = User;
    std::int64_t id{};
    std::int64_t post_count{};
    std::string name;
    std::vector<PostCounts> posts;
};

} // namespace trees_of_a_blog

namespace trees = trees_of_a_blog;
using namespace trees_of_a_blog;

template <> inline constexpr auto refract::model<trees::Profile> =
    refract::table(refract::foreign_key<&trees::Profile::user_id>.references<&trees::User::id>(),
                   refract::unique<&trees::Profile::user_id>);
template <> inline constexpr auto refract::model<trees::Post> =
    refract::table(refract::foreign_key<&trees::Post::author_id>.references<&trees::User::id>(),
                   refract::through<trees::PostTag>, refract::column<&trees::Post::title>.named("headline"));
template <> inline constexpr auto refract::model<trees::PostTag> =
    refract::table(refract::primary_key<&trees::PostTag::post_id, &trees::PostTag::tag_id>,
                   refract::foreign_key<&trees::PostTag::post_id>.references<&trees::Post::id>(),
                   refract::foreign_key<&trees::PostTag::tag_id>.references<&trees::Tag::id>());
template <> inline constexpr auto refract::model<trees::Comment> =
    refract::table(refract::foreign_key<&trees::Comment::post_id>.references<&trees::Post::id>(),
                   refract::foreign_key<&trees::Comment::author_id>.references<&trees::User::id>());

namespace {

const char* const rows_of_the_blog = R"(
    INSERT INTO "user" (id, name, bio) VALUES (1, 'Ann', NULL), (2, 'Bob', 'b'), (3, 'Cid', NULL);
    INSERT INTO profile (id, user_id, motto) VALUES (7, 2, 'on'), (8, 1, 'up');
    INSERT INTO post (id, headline, views, author_id) VALUES (10, 'A', 5, 1), (11, 'B', 1, 1), (12, 'C', 9, 2), (13, 'D', 3, 1);
    INSERT INTO tag (id, label) VALUES (20, 'x'), (21, 'y'), (22, 'z');
    INSERT INTO post_tag (post_id, tag_id, weight) VALUES (10, 20, 1), (10, 21, 2), (12, 20, 3), (13, 21, 4);
    INSERT INTO comment (id, body, post_id, author_id) VALUES (30, 'p', 10, 2), (31, 'q', 10, NULL), (32, 'r', 12, 1), (33, 's', 13, 2);
)";
template <class Fresh> auto& fill_load(Fresh& fresh) {
    fresh.db().template create_tables<load_schema>();
    fresh.rows(rows_of_the_blog);
    return fresh.db();
}
/// The children of a level come in any order unless it says one.
constexpr auto posts_by_id = nested<&Author::posts>().order_by(col<&Post::id>);
auto counted(std::int64_t factor, std::int64_t least, std::string name) {
    return from<User>()
        .where(col<&User::name> == name)
        .select<AuthorPage>(
            field<&AuthorPage::post_count> = count_of<&Post::author_id>(col<&Post::views> > least),
            nested<&AuthorPage::posts>(field<&PostCounts::doubled> = col<&Post::views> * factor,
                                       field<&PostCounts::comment_count> =
                                           count_of<&Comment::post_id>(col<&Comment::body> == std::string("q")))
                .where(col<&Post::views> < least + 20)
                .limit(2)
                .order_by(col<&Post::id>),
            nested<&AuthorPage::posts, &PostCounts::tags>().where(col<&Tag::label> == std::string("y")));
}
auto once_per_comment() {
    return from<Post>()
        .join<Comment>(col<&Comment::post_id> == col<&Post::id>)
        .select<PostLine>(nested<&PostLine::tags>().order_by(col<&Tag::id>))
        .order_by(col<&Comment::id>);
}
auto of_a_constant() {
    return from<User>()
        .where(col<&User::id> == 3)
        .select<AuthorPage>(
            field<&AuthorPage::post_count> = 5,
            nested<&AuthorPage::posts>(field<&PostCounts::doubled> = 1, field<&PostCounts::comment_count> = 2));
}
constexpr auto tags_by_id = nested<&Author::posts, &PostLine::tags>().order_by(col<&Tag::id>);

} // namespace

TEMPLATE_TEST_CASE("three levels, the last one over a link", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    const auto all = from<User>().select<Author>(posts_by_id, tags_by_id).order_by(col<&User::id>);
    CHECK(tree_text(db.all(all)) == "[{1 Ann [{10 A [{20 x} {21 y}]} {11 B []} {13 D [{21 y}]}]} "
                                    "{2 Bob [{12 C [{20 x}]}]} {3 Cid []}]");
    // Nothing said of the levels, and with less of the root.
    CHECK(tree_text(db.all(from<User>().select<Author>().where(col<&User::id> == 2))) == "[{2 Bob [{12 C [{20 x}]}]}]");
    CHECK(tree_text(db.all(all.where(col<&User::name> == std::string("nobody")))) == "[]");
    CHECK(tree_text(db.all(all.limit(1).offset(2))) == "[{3 Cid []}]");
    const std::string name = "Bob";
    CHECK(tree_text(db.all(all.where_if(false, col<&User::name> == name))).size() > 40);
    CHECK(tree_text(db.all(from<User>().select<Author>().where(col<&User::name> == param<std::string>), name)) ==
          "[{2 Bob [{12 C [{20 x}]}]}]");
}

TEMPLATE_TEST_CASE("the other verbs of a shape", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    const auto all = from<User>().select<Author>(posts_by_id, tags_by_id).order_by(col<&User::id>.desc());
    CHECK(tree_text(db.first(all)) == "{3 Cid []}");
    CHECK(tree_text(db.first(all.where(col<&User::id> < 3))) == "{2 Bob [{12 C [{20 x}]}]}");
    CHECK(tree_text(db.first(all.where(col<&User::id> < 0))) == "-");
    CHECK(tree_text(db.one(all.where(col<&User::id> == 2))) == "{2 Bob [{12 C [{20 x}]}]}");
    CHECK_THROWS_AS(db.one(all), too_many_rows);
    CHECK_THROWS_AS(db.one(all.where(col<&User::id> == 9)), not_found);
    CHECK(db.count(all) == 3);
    CHECK(db.exists(all));
    CHECK_FALSE(db.exists(all.where(col<&User::id> == 9)));
    CHECK_FALSE(db.connection().in_transaction());
    auto tx = db.begin();
    tx.exec(update<User>().set(col<&User::name> = std::string("Zoe")).where(col<&User::id> == 3));
    CHECK(tree_text(tx.first(all)) == "{3 Zoe []}");
    CHECK_THROWS_AS(tx.one(all), too_many_rows); // which leaves the program's transaction as it was
    CHECK(tree_text(tx.one(all.where(col<&User::id> == 3))) == "{3 Zoe []}");
    tx.rollback();
    CHECK(tree_text(db.first(all)) == "{3 Cid []}");
}

TEMPLATE_TEST_CASE("to-one rows: required, optional, of the other side, behind a pointer", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    CHECK(tree_text(db.all(from<Post>()
                               .select<PostWithAuthor>(nested<&PostWithAuthor::comments>().order_by(col<&Comment::id>))
                               .order_by(col<&Post::id>))) ==
          "[{A {Ann} [{p {Bob}} {q -}]} {B {Ann} []} {C {Bob} [{r {Ann}}]} {D {Ann} [{s {Bob}}]}]");
    CHECK(tree_text(db.all(from<User>()
                               .select<Person>(nested<&Person::comments>().order_by(col<&Comment::id>))
                               .order_by(col<&User::id>))) ==
          "[{Ann {up} [{32 r 12 1}]} {Bob {on} [{30 p 10 2} {33 s 13 2}]} {Cid - []}]");
    CHECK(tree_text(db.all(from<Comment>().select<PointedComment>().order_by(col<&Comment::id>))) ==
          "[{30 {Bob}} {31 -} {32 {Ann}} {33 {Bob}}]");
    // A condition leaves an optional row out.
    CHECK(tree_text(db.all(
              from<Comment>()
                  .select<CommentLine>(nested<&CommentLine::author>().where(col<&User::name> == std::string("Ann")))
                  .order_by(col<&Comment::id>))) == "[{p -} {q -} {r {Ann}} {s -}]");
    CHECK(tree_text(db.all(from<Comment>()
                               .select<CommentLine>(nested<&CommentLine::author>().limit(1))
                               .order_by(col<&Comment::id>))) == "[{p {Bob}} {q -} {r {Ann}} {s {Bob}}]");
}

TEMPLATE_TEST_CASE("four levels, a shape in two places", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    const auto authors = from<User>().select<AuthorOfAll>(
        nested<&AuthorOfAll::posts>().order_by(col<&Post::id>),
        nested<&AuthorOfAll::posts, &PostWithAuthor::comments>().order_by(col<&Comment::id>));
    CHECK(
        tree_text(db.all(authors.order_by(col<&User::id>))) ==
        "[{Ann [{A {Ann} [{p {Bob}} {q -}]} {B {Ann} []} {D {Ann} [{s {Bob}}]}]} {Bob [{C {Bob} [{r {Ann}}]}]} {Cid []}]");
    const auto tags =
        from<Tag>().select<TagLine>(nested<&TagLine::posts>().order_by(col<&Post::id>),
                                    nested<&TagLine::posts, &PostWithAuthor::comments>().order_by(col<&Comment::id>));
    CHECK(
        tree_text(db.all(tags.order_by(col<&Tag::id>))) ==
        "[{x [{A {Ann} [{p {Bob}} {q -}]} {C {Bob} [{r {Ann}}]}]} {y [{A {Ann} [{p {Bob}} {q -}]} {D {Ann} [{s {Bob}}]}]} {z []}]");
}

TEMPLATE_TEST_CASE("a level with conditions, an order, a limit", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    const auto with = [&](const auto&... level) {
        return tree_text(db.all(from<User>().select<Author>(level...).order_by(col<&User::id>)));
    };
    const auto by_views = nested<&Author::posts>().order_by(col<&Post::views>.desc());
    CHECK(with(by_views.limit(2)) ==
          "[{1 Ann [{10 A [{20 x} {21 y}]} {13 D [{21 y}]}]} {2 Bob [{12 C [{20 x}]}]} {3 Cid []}]");
    CHECK(with(by_views.limit(1).offset(1)) == "[{1 Ann [{13 D [{21 y}]}]} {2 Bob []} {3 Cid []}]");
    const std::int64_t least = 4;
    CHECK(with(by_views.where(col<&Post::views> > least)) ==
          "[{1 Ann [{10 A [{20 x} {21 y}]}]} {2 Bob [{12 C [{20 x}]}]} {3 Cid []}]");
    CHECK(with(by_views.where_if(false, col<&Post::views> > 4).where_if(true, col<&Post::views> < 4)) ==
          "[{1 Ann [{13 D [{21 y}]} {11 B []}]} {2 Bob []} {3 Cid []}]");
    predicate<Post> chosen;
    chosen &= col<&Post::title> == std::string("D");
    CHECK(with(nested<&Author::posts>().where(chosen)) == "[{1 Ann [{13 D [{21 y}]}]} {2 Bob []} {3 Cid []}]");
    CHECK(with(nested<&Author::posts>().where(predicate<Post>()).order_by(col<&Post::id>), tags_by_id) ==
          with(posts_by_id, tags_by_id));
    // The link's columns in the condition and the order of the level behind it.
    CHECK(with(posts_by_id, nested<&Author::posts, &PostLine::tags>().where(col<&PostTag::weight> >= 2)) ==
          "[{1 Ann [{10 A [{21 y}]} {11 B []} {13 D [{21 y}]}]} {2 Bob [{12 C [{20 x}]}]} {3 Cid []}]");
    CHECK(
        with(posts_by_id, nested<&Author::posts, &PostLine::tags>().order_by(col<&PostTag::weight>.desc()).limit(1)) ==
        "[{1 Ann [{10 A [{21 y}]} {11 B []} {13 D [{21 y}]}]} {2 Bob [{12 C [{20 x}]}]} {3 Cid []}]");
    CHECK(with(posts_by_id.limit(0)) == "[{1 Ann []} {2 Bob []} {3 Cid []}]");
}

TEMPLATE_TEST_CASE("computed fields at the root and below", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    const auto pages = from<User>().select<AuthorPage>(
        nested<&AuthorPage::posts>(field<&PostCounts::comment_count> = count_of<&Comment::post_id>(),
                                   field<&PostCounts::doubled> = col<&Post::views> * 2)
            .order_by(col<&Post::id>)
            .where(col<&Post::id> != 11),
        field<&AuthorPage::post_count> = count_of<&Post::author_id>(),
        nested<&AuthorPage::posts, &PostCounts::tags>().order_by(col<&Tag::id>));
    CHECK(tree_text(db.all(pages.order_by(col<&User::id>))) ==
          "[{1 3 Ann [{A 10 2 [{20 x} {21 y}]} {D 6 1 [{21 y}]}]} {2 1 Bob [{C 18 1 [{20 x}]}]} {3 0 Cid []}]");
    // Values of the program are bound at each level: in what is computed, in conditions, and at the root.
    CHECK(tree_text(db.all(counted(100, 2, "Ann"))) == "[{1 2 Ann [{A 500 1 [{21 y}]} {B 100 0 []}]}]");
    // A constant.
    CHECK(tree_text(db.all(of_a_constant())) == "[{3 5 Cid []}]");
}

TEMPLATE_TEST_CASE("equal rows of the root have their own children", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_load(fresh);
    CHECK(tree_text(db.all(once_per_comment())) ==
          "[{10 A [{20 x} {21 y}]} {10 A [{20 x} {21 y}]} {12 C [{20 x}]} {13 D [{21 y}]}]");
}
