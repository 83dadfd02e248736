#pragma once

// The models of most tests: those of the README, with what makes them comparable.

#include <refract/refract.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace blog {

enum class Role { reader, author, admin };

struct User {
    std::int64_t id{};
    std::string email{};
    std::string name{};
    std::optional<std::string> bio{};
    Role role = Role::reader;
    std::chrono::sys_time<std::chrono::microseconds> created_at{};

    bool operator==(const User&) const = default;
};
struct Post {
    std::int64_t id{};
    std::string title{};
    bool published{};
    std::int64_t views{};
    std::int64_t author_id{};

    bool operator==(const Post&) const = default;
};
struct Tag {
    std::int64_t id{};
    std::string label{};

    bool operator==(const Tag&) const = default;
};
struct PostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};

    bool operator==(const PostTag&) const = default;
};

} // namespace blog

template <> inline constexpr auto refract::model<blog::User> =
    refract::table(refract::named("users"), refract::unique<&blog::User::email>,
                   refract::column<&blog::User::role>.default_to(blog::Role::reader),
                   refract::column<&blog::User::created_at>.default_to(refract::now()));

template <> inline constexpr auto refract::model<blog::Post> = refract::table(
    refract::column<&blog::Post::title>.named("headline"), refract::column<&blog::Post::published>.default_to(false),
    refract::column<&blog::Post::views>.default_to(0),
    refract::foreign_key<&blog::Post::author_id>.references<&blog::User::id>().on_delete(refract::cascade),
    refract::index<&blog::Post::author_id, &blog::Post::published>,
    refract::check("views_positive", refract::col<&blog::Post::views> >= 0));

template <> inline constexpr auto refract::model<blog::PostTag> = refract::table(
    refract::primary_key<&blog::PostTag::post_id, &blog::PostTag::tag_id>,
    refract::foreign_key<&blog::PostTag::post_id>.references<&blog::Post::id>().on_delete(refract::cascade),
    refract::foreign_key<&blog::PostTag::tag_id>.references<&blog::Tag::id>().on_delete(refract::cascade));

namespace blog {

using everything = refract::schema<User, Post, Tag, PostTag>;

/// Ann (author, 2 posts), Bob (reader, 1 post), Cid (admin, none); keys count from 1.
template <class Database> void fill(Database& db) {
    using namespace std::chrono_literals;
    const std::chrono::sys_time<std::chrono::microseconds> first{std::chrono::microseconds(1'000'000'000'000'000)};
    db.template create_tables<everything>();
    db.insert(
        User{.email = "ann@example.org", .name = "Ann", .bio = "writes", .role = Role::author, .created_at = first});
    db.insert(User{.email = "bob@example.org", .name = "Bob", .created_at = first + 1h});
    db.insert(
        User{.email = "cid@example.org", .name = "Cid", .bio = "", .role = Role::admin, .created_at = first + 2h});
    db.insert(Post{.title = "Hello", .published = true, .views = 10, .author_id = 1});
    db.insert(Post{.title = "Again", .views = 5, .author_id = 1});
    db.insert(Post{.title = "Mine", .published = true, .views = 7, .author_id = 2});
}

} // namespace blog
