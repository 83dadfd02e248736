#include <refract/schema/relation.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

// Models that name others before those are models.
struct Song {
    std::int64_t id{};
    std::string title;
};
struct Singer {
    std::int64_t id{};
    std::string name;
};
struct Part { // links songs and singers, and says who wrote it down
    std::int64_t song_id{};
    std::int64_t singer_id{};
    std::optional<std::int64_t> noted_by_song;
};
struct Follow { // links singers with singers
    std::int64_t follower_id{};
    std::int64_t followed_id{};
};
struct Concert {
    std::int64_t hall{};
    std::int64_t evening{};
};
struct Visit { // two keys that share a column, one of one column, and a unique one
    std::int64_t id{};
    std::int64_t hall{};
    std::int64_t evening{};
    std::int64_t other_evening{};
    std::int64_t singer_id{};
    std::optional<std::int64_t> guest_id;
};
struct Lost { // a link that has one key
    std::int64_t id{};
    std::int64_t song_id{};
};

template <> inline constexpr auto refract::model<Song> =
    refract::table(refract::through<Part>, refract::named("songs"));
template <> inline constexpr auto refract::model<Singer> =
    refract::table(refract::through<Follow>, refract::through<Part>);
template <> inline constexpr auto refract::model<Part> =
    refract::table(refract::primary_key<&Part::song_id, &Part::singer_id>,
                   refract::foreign_key<&Part::song_id>.references<&Song::id>(),
                   refract::foreign_key<&Part::singer_id>.references<&Singer::id>());
template <> inline constexpr auto refract::model<Follow> =
    refract::table(refract::primary_key<&Follow::follower_id, &Follow::followed_id>,
                   refract::foreign_key<&Follow::follower_id>.references<&Singer::id>(),
                   refract::foreign_key<&Follow::followed_id>.references<&Singer::id>());
template <> inline constexpr auto refract::model<Concert> =
    refract::table(refract::primary_key<&Concert::hall, &Concert::evening>);
template <> inline constexpr auto refract::model<Visit> = refract::table(
    refract::foreign_key<&Visit::hall, &Visit::evening>.references<&Concert::hall, &Concert::evening>(),
    refract::foreign_key<&Visit::hall, &Visit::other_evening>.references<&Concert::hall, &Concert::evening>(),
    refract::foreign_key<&Visit::singer_id>.references<&Singer::id>(),
    refract::foreign_key<&Visit::guest_id>.references<&Singer::id>(), refract::unique<&Visit::singer_id>,
    refract::index<&Visit::guest_id>.unique().where(refract::col<&Visit::hall> > 3));
template <> inline constexpr auto refract::model<Lost> =
    refract::table(refract::foreign_key<&Lost::song_id>.references<&Song::id>());

constexpr bool is_tie(const key_join& join, table_ref child, table_ref parent, std::size_t first,
                      std::size_t first_parent) {
    return join.child == child && join.parent == parent && join.child_columns.columns[0] == first &&
           join.parent_columns.columns[0] == first_parent;
}

TEST_CASE("a foreign key is found by its member") {
    constexpr key_join author = key_join_of<&Post::author_id>;
    CHECK(is_tie(author, &table_of<Post>, &table_of<User>, 4, 0));
    CHECK(author.child_columns.count == 1);
    CHECK_FALSE(author.is_optional());
    CHECK_FALSE(author.is_to_itself());
    constexpr key_join boss = key_join_of<&Employee::reports_to>;
    CHECK(boss.is_optional());
    CHECK(boss.is_to_itself());
    CHECK_FALSE(key_join_of<&Post::title>);
    CHECK(found_key_of<&Post::title>.count == 0);
    CHECK_FALSE(key_join_of<&Tag::id>); // of a model without any
}
TEST_CASE("any column that one key alone has names a key of several columns") {
    constexpr key_join first = key_join_of<&Booking::seat_row>, second = key_join_of<&Booking::seat_place>;
    CHECK(is_tie(first, &table_of<Booking>, &table_of<Seat>, 1, 0));
    CHECK(first.child_columns.count == 2);
    CHECK(first.child_columns.columns[1] == 2);
    CHECK(first.parent_columns.columns[1] == 1);
    CHECK(is_tie(second, &table_of<Booking>, &table_of<Seat>, 1, 0));
}
TEST_CASE("a column that several keys have names none, unless one alone begins with it") {
    CHECK(found_key_of<&Visit::hall>.count == 2);
    CHECK_FALSE(key_join_of<&Visit::hall>);
    CHECK(key_join_of<&Visit::evening>.child_columns.columns[1] == 2);
    CHECK(key_join_of<&Visit::other_evening>.child_columns.columns[1] == 3);
    constexpr key_join wide{&table_of<Visit>, {2, {1, 2}}, &table_of<Concert>, {2, {0, 1}}};
    constexpr key_join narrow{&table_of<Visit>, {1, {2}}, &table_of<Singer>, {1, {0}}};
    constexpr key_join both[]{wide, narrow};
    CHECK(find_key(both, 2).key.parent == &table_of<Singer>);
    CHECK(find_key(both, 1).key.parent == &table_of<Concert>);
    CHECK(find_key(both, 3).count == 0);
    STATIC_REQUIRE(is_passed<check_names_key<&Visit::evening>>);
    STATIC_REQUIRE(std::is_same_v<check_names_key<&Visit::hall>,
                                  failed<rule::member_is_foreign_key, member_pointer<std::int64_t Visit::*>>>);
}

TEST_CASE("the keys between two tables") {
    CHECK(key_joins_of<PostTag>().size() == 2);
    CHECK(key_joins_of<Tag>().empty());
    CHECK(key_joins_between<Post, User>().size() == 1);
    CHECK(key_joins_between<User, Post>().empty());
    CHECK(key_joins_between<Visit, Concert>().size() == 2);
    CHECK(key_joins_between<Visit, Singer>().size() == 2);
    CHECK(key_joins_between<Visit, Singer>()[1].child_columns.columns[0] == 5);
    CHECK(key_joins_between<Employee, Employee>().size() == 1);
}
TEST_CASE("another table of a model has its keys") {
    using archive = as_table<Post, "post_archive">;
    using former = as_table<Employee, "former_employee">;
    CHECK(key_joins_of<archive>()[0].child == static_cast<table_ref>(&table_of<archive>));
    CHECK(key_joins_of<archive>()[0].parent == static_cast<table_ref>(&table_of<User>));
    CHECK(key_joins_between<former, former>().size() == 1);
    CHECK(key_joins_between<former, Employee>().empty());
}

TEST_CASE("whether a parent has one child at most") {
    CHECK_FALSE(are_unique<Post>(key_join_of<&Post::author_id>.child_columns));
    CHECK(are_unique<Visit>(key_join_of<&Visit::singer_id>.child_columns));
    CHECK_FALSE(are_unique<Visit>(key_join_of<&Visit::guest_id>.child_columns)); // unique among some rows only
    CHECK_FALSE(are_unique<PostTag>({1, {0}}));
    CHECK(are_unique<PostTag>({2, {1, 0}}));
}

TEST_CASE("a link ties the rows of two tables") {
    constexpr link_join tags = link_join_of<Post, PostTag, Tag>;
    CHECK(is_tie(tags.near, &table_of<PostTag>, &table_of<Post>, 0, 0));
    CHECK(is_tie(tags.far, &table_of<PostTag>, &table_of<Tag>, 1, 0));
    constexpr link_join posts = link_join_of<Tag, PostTag, Post>;
    CHECK(posts.near.parent == &table_of<Tag>);
    CHECK(posts.far.parent == &table_of<Post>);
    CHECK_FALSE(link_join_of<Post, PostTag, User>);
    CHECK_FALSE(link_join_of<Post, Tag, User>);
    constexpr link_join followed = link_join_of<Singer, Follow, Singer>;
    CHECK(followed.near.child_columns.columns[0] == 0);
    CHECK(followed.far.child_columns.columns[0] == 1);
}
TEST_CASE("a model names its links, and either side is enough") {
    CHECK(links_of<Song>().size() == 1);
    CHECK(links_of<Singer>().size() == 2);
    CHECK(links_of<Tag>().empty());
    CHECK(link_between<Song, Singer>.count == 1); // both name it, and it is one
    CHECK(link_between<Singer, Song>.join.near.parent == &table_of<Singer>);
    CHECK(link_between<Singer, Song>.join.far.parent == &table_of<Song>);
    CHECK(link_between<Singer, Singer>.join.near.child == &table_of<Follow>);
    CHECK(link_between<Post, Tag>.count == 0); // PostTag is named by neither
    CHECK(table_of<Song>().name == "songs");
}
TEST_CASE("what is no link is refused") {
    STATIC_REQUIRE(is_passed<check_model<Song>>);
    STATIC_REQUIRE(is_passed<check_model<Singer>>);
    STATIC_REQUIRE(
        std::is_same_v<through_option<Lost>::check_expressions<Song>, failed<rule::link_has_two_keys, Song, Lost>>);
    STATIC_REQUIRE(std::is_same_v<through_option<PostTag>::check_expressions<Song>,
                                  failed<rule::link_has_two_keys, Song, PostTag>>);
}
