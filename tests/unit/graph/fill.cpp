// Relations of objects in hand, on both databases: what `load` puts into them is compared with rows that were written.

#include <refract/graph/fill.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <list>
#include <memory>
#include <span>

using namespace refract;
using namespace refract_test;

namespace objects_in_hand {

struct User {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> mentor_id{};
};
struct Post {
    std::int64_t id{};
    std::string title{};
    std::int64_t views{};
    std::int64_t author_id{};
};
struct Tag {
    std::string code{}; // a key that is text
    std::int32_t weight{};
};
struct PostTag {
    std::int64_t post_id{};
    std::string tag_code{};
};
struct Seat { // a key of two columns
    std::int32_t row{};
    std::string letter{};
    std::string note{};
};
struct Booking {
    std::int64_t id{};
    std::optional<std::int32_t> seat_row{};
    std::optional<std::string> seat_letter{};
    std::string guest{};
};
using fill_schema = schema<User, Post, Tag, PostTag, Seat, Booking>;

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title{};
    std::vector<Tag> tags{};
};
struct Author {
    using model = User;
    std::int32_t id{}; // narrower than the column
    std::string name{};
    std::vector<PostLine> posts{};
};
struct UserName {
    using model = User;
    std::string name{};
};
struct Pupil {
    using model = User;
    std::string name{};
    std::optional<std::int64_t> mentor_id{};
    std::unique_ptr<UserName> mentor{};
};
struct Byline {
    using model = Post;
    std::int64_t author_id{};
    UserName author{};
};
struct TagLine {
    using model = Tag;
    std::string code{};
    std::int64_t doubled{};
    std::vector<Byline> posts{};
};
struct BookedSeat {
    using model = Seat;
    std::int32_t row{};
    std::string letter{};
    std::vector<Booking> bookings{};
};
struct BookingLine {
    using model = Booking;
    std::int64_t id{};
    std::optional<std::int32_t> seat_row{};
    std::optional<std::string> seat_letter{};
    std::optional<Seat> seat{};
};
struct MentorTree { // holds its own kind
    using model = User;
    std::int64_t id{};
    std::vector<MentorTree> pupils{};
};
struct PostOfTags { // an own struct, since a computed field has to be said
    using model = Post;
    std::int64_t id{};
    std::vector<TagLine> tags{};
};

} // namespace objects_in_hand

namespace hand = objects_in_hand;
using namespace objects_in_hand;

template <> inline constexpr auto refract::model<hand::User> =
    refract::table(refract::foreign_key<&hand::User::mentor_id>.references<&hand::User::id>());
template <> inline constexpr auto refract::model<hand::Post> =
    refract::table(refract::foreign_key<&hand::Post::author_id>.references<&hand::User::id>(),
                   refract::through<hand::PostTag>, refract::column<&hand::Post::title>.named("headline"));
template <> inline constexpr auto refract::model<hand::Tag> = refract::table(refract::primary_key<&hand::Tag::code>);
template <> inline constexpr auto refract::model<hand::PostTag> =
    refract::table(refract::primary_key<&hand::PostTag::post_id, &hand::PostTag::tag_code>,
                   refract::foreign_key<&hand::PostTag::post_id>.references<&hand::Post::id>(),
                   refract::foreign_key<&hand::PostTag::tag_code>.references<&hand::Tag::code>());
template <> inline constexpr auto refract::model<hand::Seat> =
    refract::table(refract::primary_key<&hand::Seat::row, &hand::Seat::letter>);
template <> inline constexpr auto refract::model<hand::Booking> = refract::table(
    refract::foreign_key<&hand::Booking::seat_row, &hand::Booking::seat_letter>.references<&hand::Seat::row, &hand::Seat::letter>());

namespace {

const char* const rows_in_hand = R"(
    INSERT INTO "user" (id, name, mentor_id) VALUES (1, 'Ann', NULL), (2, 'Bob', 1), (3, 'Cid', 1), (4, 'Dan', 2);
    INSERT INTO post (id, headline, views, author_id) VALUES (10, 'A', 5, 1), (11, 'B', 1, 1), (12, 'C', 9, 2), (13, 'D', 3, 1);
    INSERT INTO tag (code, weight) VALUES ('x', 1), ('y,"z"', 2), ('', 3);
    INSERT INTO post_tag (post_id, tag_code) VALUES (10, 'x'), (10, 'y,"z"'), (12, 'x'), (13, '');
    INSERT INTO seat ("row", letter, note) VALUES (1, 'a', 'p'), (1, 'b', 'q'), (2, 'a', 'r');
    INSERT INTO booking (id, seat_row, seat_letter, guest) VALUES
        (20, 1, 'a', 'k'), (21, 2, 'a', 'l'), (22, 1, 'a', 'm'), (23, 1, NULL, 'n'), (24, NULL, NULL, 'o');
)";
template <class Fresh> auto& fill_tables(Fresh& fresh) {
    fresh.db().template create_tables<fill_schema>();
    fresh.rows(rows_in_hand);
    return fresh.db();
}
constexpr auto posts_by_id = nested<&Author::posts>().order_by(col<&Post::id>);
constexpr auto tags_by_code = nested<&Author::posts, &PostLine::tags>().order_by(col<&Tag::code>);

} // namespace

TEMPLATE_TEST_CASE("rows of objects in hand are read in place of what they hold", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_tables(fresh);
    std::vector<Author> authors{{.id = 3, .name = "c"}, {.id = 1, .name = "a"}, {.id = 9, .name = "none"}, {.id = 2}};
    authors[0].posts.resize(2); // is to go
    authors.push_back(authors[1]);
    db.template load<&Author::posts>(authors, posts_by_id, tags_by_code);
    const std::string of_ann = "[{10 A [{x 1} {y,\"z\" 2}]} {11 B []} {13 D [{3}]}]";
    CHECK(tree_text(authors) ==
          "[{3 c []} {1 a " + of_ann + "} {9 none []} {2  [{12 C [{x 1}]}]} {1 a " + of_ann + "}]");
    // Other ranges, and one object.
    db.template load<&Author::posts>(authors, posts_by_id, tags_by_code); // again, and nothing is there twice
    CHECK(authors[1].posts.size() == 3);
    db.template load<&Author::posts>(std::span(authors).first(2), posts_by_id.limit(1), tags_by_code);
    CHECK(tree_text(authors[1]) == "{1 a [{10 A [{x 1} {y,\"z\" 2}]}]}");
    CHECK(authors[4].posts.size() == 3);
    std::list<Author> list{{.id = 2, .name = "b"}};
    db.template load<&Author::posts>(list);
    CHECK(tree_text(list) == "[{2 b [{12 C [{x 1}]}]}]");
    Author one{.id = 2, .name = "b"};
    auto tx = db.begin();
    tx.exec(update<Post>().set(col<&Post::title> = std::string("new")).where(col<&Post::id> == 12));
    tx.template load<&Author::posts>(one, nested<&Author::posts>().where(col<&Post::views> > 3));
    CHECK(tree_text(one) == "{2 b [{12 new [{x 1}]}]}");
    tx.rollback();
}

TEMPLATE_TEST_CASE("a path leads to a level of what is in hand", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_tables(fresh);
    std::vector<Author> authors{{.id = 7, .name = "made up", .posts = {{.id = 13, .title = "own"}, {.id = 10}}},
                                {.id = 8, .name = "of nothing"}};
    db.template load<&Author::posts, &PostLine::tags>(authors, tags_by_code);
    CHECK(tree_text(authors) == "[{7 made up [{13 own [{3}]} {10  [{x 1} {y,\"z\" 2}]}]} {8 of nothing []}]");
    // A computed field has to be said, as in a query; below it goes on.
    PostOfTags post{.id = 10};
    const std::int64_t factor = 10;
    db.template load<&PostOfTags::tags>(
        post,
        nested<&PostOfTags::tags>(field<&TagLine::doubled> = col<&Tag::weight> * factor).order_by(col<&Tag::code>),
        nested<&PostOfTags::tags, &TagLine::posts>().order_by(col<&Post::id>));
    CHECK(tree_text(post) == "{10 [{x 10 [{1 {Ann}} {2 {Bob}}]} {y,\"z\" 20 [{1 {Ann}}]}]}");
}

TEMPLATE_TEST_CASE("rows of which there is one, keys that are NULL, keys of two columns", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_tables(fresh);
    std::vector<Pupil> pupils(3);
    pupils[0].mentor_id = 2;
    pupils[1].mentor = std::make_unique<UserName>(); // nobody's
    pupils[2].mentor_id = 99;                        // who is not there
    db.template load<&Pupil::mentor>(pupils);
    CHECK(tree_text(pupils) == "[{2 {Bob}} {- -} {99 -}]");
    std::vector<Byline> lines{{.author_id = 2}, {.author_id = 1}};
    db.template load<&Byline::author>(lines);
    CHECK(tree_text(lines) == "[{2 {Bob}} {1 {Ann}}]");
    lines[0].author_id = 99;
    CHECK_THROWS_AS(db.template load<&Byline::author>(lines), not_found);
    CHECK_FALSE(db.connection().in_transaction());
    std::vector<BookedSeat> seats{{.row = 1, .letter = "a"}, {.row = 2, .letter = "b"}, {.row = 2, .letter = "a"}};
    db.template load<&BookedSeat::bookings>(seats, nested<&BookedSeat::bookings>().order_by(col<&Booking::id>));
    CHECK(tree_text(seats) == "[{1 a [{20 1 a k} {22 1 a m}]} {2 b []} {2 a [{21 2 a l}]}]");
    db.template load<&BookedSeat::bookings>(
        seats, nested<&BookedSeat::bookings>().order_by(col<&Booking::id>.desc()).limit(1));
    CHECK(tree_text(seats) == "[{1 a [{22 1 a m}]} {2 b []} {2 a [{21 2 a l}]}]");
    std::vector<BookingLine> bookings{{.id = 1, .seat_row = 1, .seat_letter = "b"}, {.id = 2, .seat_row = 1}};
    db.template load<&BookingLine::seat>(bookings);
    CHECK(tree_text(bookings) == "[{1 1 b {1 b q}} {2 1 - -}]");
    MentorTree tree{.id = 1};
    db.template load<&MentorTree::pupils>(tree, nested<&MentorTree::pupils>().order_by(col<&User::id>));
    CHECK(tree_text(tree) == "{1 [{2 [{4 []}]} {3 []}]}");
}

TEMPLATE_TEST_CASE("a level of objects in hand is one statement, and none without keys", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_tables(fresh);
    std::vector<Author> authors{{.id = 1}, {.id = 2}, {.id = 3}};
    db.template load<&Author::posts>(authors); // prepares
    statement_counter<TestType> counter(db);
    std::vector<Author> nobody;
    db.template load<&Author::posts>(nobody);
    std::vector<Pupil> pupils(2);
    db.template load<&Pupil::mentor>(pupils); // of whom no key is known
    db.template load<&Author::posts, &PostLine::tags>(nobody);
    CHECK(counter.reads() + counter.others() == 0);
    db.template load<&Author::posts>(authors);
    // On PostgreSQL one statement brings the keys and one says that all see one moment, in the same journey. On SQLite a
    // few keys are asked for one by one: three authors with four posts.
    CHECK(counter.reads() == (TestType::is_sqlite ? 3 + 4 : 4));
    CHECK(counter.others() == (TestType::is_sqlite ? 2 : 0));
    CHECK_FALSE(db.connection().in_transaction());
    for (std::int32_t id = 100; id < 114; ++id) authors.push_back({.id = id});
    const int before = counter.reads();
    db.template load<&Author::posts>(authors);
    CHECK(counter.reads() - before == (TestType::is_sqlite ? 1 + 4 : 4)); // of 17 keys a list
    CHECK(authors[0].posts.size() + authors[1].posts.size() + authors[2].posts.size() == 4);
}

TEMPLATE_TEST_CASE("objects in hand find rows of a table with another name, and errors their line", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_tables(fresh);
    fresh.rows("ALTER TABLE post RENAME TO post_of_old");
    std::vector<BookedSeat> seats{{.row = 1, .letter = "a"}};
    std::vector<Author> authors{{.id = 2}};
    db.template in_table<Post>("post_of_old").template load<&Author::posts>(authors);
    CHECK(tree_text(authors[0].posts) == "[{12 C [{x 1}]}]");
    const unsigned line = __LINE__ + 2;
    try {
        db.template load<&Author::posts>(authors);
        FAIL("a table is missing");
    } catch (const error& failure) { CHECK(failure.location().line() == line); }
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(authors[0].posts.empty());
    db.template load<&BookedSeat::bookings>(seats); // the connection is as it was
    CHECK(seats[0].bookings.size() == 2);
}
