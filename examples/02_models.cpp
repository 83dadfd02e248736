// Structs as tables: names, keys, constraints, defaults, and the DDL that they become.
#include <refract/sqlite.hpp>

#include <iostream>

// [models]
enum class Role { reader, author, admin }; // stored by name

struct User {
    std::int64_t id{};
    std::string email;
    std::optional<std::string> bio{}; // may be NULL
    Role role = Role::reader;
    std::chrono::sys_time<std::chrono::microseconds> created_at{};
};
struct Post {
    std::int64_t id{};
    std::string title;
    std::int64_t views{}, author_id{};
};
struct Tag { // a model by convention: the table "tag" with the key "id"
    std::int64_t id{};
    std::string label;
};
struct PostTag {
    std::int64_t post_id{}, tag_id{};
};
template <> inline constexpr auto refract::model<User> = table(
    named("users"),
    unique<&User::email>,
    column<&User::role>.default_to(Role::reader),
    column<&User::created_at>.default_to(now()));

template <> inline constexpr auto refract::model<Post> = table(
    column<&Post::title>.named("headline"),
    foreign_key<&Post::author_id>.references<&User::id>().on_delete(cascade),
    index<&Post::author_id, &Post::views>.descending<&Post::views>(),
    check("views_positive", col<&Post::views> >= 0));

template <> inline constexpr auto refract::model<PostTag> = table(
    primary_key<&PostTag::post_id, &PostTag::tag_id>,
    foreign_key<&PostTag::post_id>.references<&Post::id>(),
    foreign_key<&PostTag::tag_id>.references<&Tag::id>());
// [/models]

int main() {
    refract::sqlite::database db{":memory:"};
    db.create_tables<refract::schema<User, Post, Tag, PostTag>>(); // those that are not there yet

    const User ann = db.insert(User{.email = "ann@example.org"});
    std::cout << "user " << ann.id << ", with a time: " << (ann.created_at > User{}.created_at);

    std::cout << "\n\n" << refract::create_table<refract::dialect::sqlite, User>();
    std::cout << "\n\n" << refract::create_table<refract::dialect::postgres, Post>() << '\n';
}
