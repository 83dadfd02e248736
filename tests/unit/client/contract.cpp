// The code of the design's contract as it stands there, on each database, and what its comments promise.

#include <support/databases.hpp>

// Designated initializers without all members are part of the contract.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

enum class Role { reader, author, admin }; // stored by name

struct User {
    std::int64_t id{}; // `id` is the primary key; integer: made by the database
    std::string email;
    std::string name;
    std::optional<std::string> bio; // optional: NULL
    Role role = Role::reader;
    std::chrono::sys_time<std::chrono::microseconds> created_at{};
};
struct Post {
    std::int64_t id{};
    std::string title;
    bool published{};
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
};

template <> inline constexpr auto refract::model<User> =
    refract::table(refract::named("users"), // without it: the struct's name in snake_case
                   refract::unique<&User::email>, refract::column<&User::role>.default_to(Role::reader),
                   refract::column<&User::created_at>.default_to(refract::now()));

template <> inline constexpr auto refract::model<Post> =
    refract::table(refract::column<&Post::title>.named("headline"), refract::column<&Post::published>.default_to(false),
                   refract::column<&Post::views>.default_to(0),
                   refract::foreign_key<&Post::author_id>.references<&User::id>().on_delete(refract::cascade),
                   refract::index<&Post::author_id, &Post::published>,
                   refract::check("views_positive", refract::col<&Post::views> >= 0));

template <> inline constexpr auto refract::model<PostTag> =
    refract::table(refract::primary_key<&PostTag::post_id, &PostTag::tag_id>,
                   refract::foreign_key<&PostTag::post_id>.references<&Post::id>().on_delete(refract::cascade),
                   refract::foreign_key<&PostTag::tag_id>.references<&Tag::id>().on_delete(refract::cascade));

using blog = refract::schema<User, Post, Tag, PostTag>;

// A column's further attributes, and a table's further options.
struct Page {
    std::int64_t id{};
    std::string path{};
    std::string title{};
    std::string slug{};
    std::int64_t words{};
    std::chrono::sys_time<std::chrono::microseconds> changed_at{};
    std::int64_t revision{};
};
template <> inline constexpr auto refract::model<Page> = refract::table(
    refract::renamed_from("pages"), refract::column<&Page::path>.type("varchar(40)"),
    refract::column<&Page::slug>.generated(refract::lower(refract::col<&Page::title>)),
    refract::column<&Page::words>.renamed_from("length"), refract::column<&Page::changed_at>.updated_at(),
    refract::column<&Page::revision>.version(), refract::index<&Page::path>.unique().named("page_path"),
    refract::index<&Page::title, &Page::words>.descending<&Page::words>().where(refract::col<&Page::words> > 0));

using namespace refract;

constexpr auto adults = from<User>()
                            .where(col<&User::role> == Role::author && col<&User::email>.like("%@example.org"))
                            .order_by(col<&User::name>, col<&User::id>.desc())
                            .limit(20);

static_assert(sql<dialect::sqlite>(from<Tag>().where(col<&Tag::id> == 1)) ==
              R"(SELECT "id", "label" FROM "tag" WHERE "id" = ?1)");
static_assert(sql<dialect::postgres>(from<Tag>().where(col<&Tag::id> == 1)) ==
              R"(SELECT "id", "label" FROM "tag" WHERE "id" = $1)");

struct Card {
    std::string title;
    std::int64_t views;
};
struct Busy {
    std::int64_t author;
    std::int64_t posts;
    std::int64_t views;
};

constexpr auto by_email = from<User>().where(col<&User::email> == param<std::string_view>); // arguments come later

TEST_CASE("the contract on SQLite", "[contract]") {
    refract_test::fresh_database<refract_test::on_sqlite> fresh;
    auto& db = fresh.db();
#include "contract.inc"
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("the contract on PostgreSQL", "[contract]") {
    refract_test::fresh_database<refract_test::on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
#include "contract.inc"
}
#endif
