#pragma once

// The models of the programs beside this file: a blog.

#include <refract/sqlite.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;

enum class Role { reader, author, admin };

struct User {
    std::int64_t id{};
    std::string email;
    std::string name;
    std::optional<std::string> bio;
    Role role = Role::reader;
    std::chrono::sys_time<std::chrono::microseconds> created_at{};
};
struct Post {
    std::int64_t id{};
    std::string title;
    bool published{};
    std::int64_t views{};
    double score{};
    std::int64_t author_id{};
    std::optional<std::int64_t> editor_id;
    std::vector<std::byte> cover;
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
    refract::table(refract::named("users"), refract::unique<&User::email>,
                   refract::column<&User::created_at>.default_to(refract::now()));
template <> inline constexpr auto refract::model<Post> =
    refract::table(refract::column<&Post::published>.default_to(false), refract::column<&Post::views>.default_to(0),
                   refract::foreign_key<&Post::author_id>.references<&User::id>());
template <> inline constexpr auto refract::model<PostTag> =
    refract::table(refract::primary_key<&PostTag::post_id, &PostTag::tag_id>,
                   refract::foreign_key<&PostTag::post_id>.references<&Post::id>(),
                   refract::foreign_key<&PostTag::tag_id>.references<&Tag::id>());
