// SPDX-License-Identifier: MIT
#include "harness/data.hpp"

#include <cstdio>

namespace benchmark {
namespace {

std::uint64_t mix(std::uint64_t value) { // splitmix64
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

} // namespace

std::vector<User> make_users(std::size_t count) {
    std::vector<User> users(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t random = mix(i);
        char text[32];
        User& user = users[i];
        user.id = static_cast<std::int64_t>(i + 1);
        std::snprintf(text, sizeof text, "name%06u", static_cast<unsigned>(i % 1'000'000));
        user.name = text;
        std::snprintf(text, sizeof text, "email%010u@example.org", static_cast<unsigned>(i));
        user.email = text;
        user.age = static_cast<int>(random % 80 + 10);
        user.score = static_cast<double>(random % 100'000) / 100;
        if (i % 2 == 0) user.bio = std::string(50, static_cast<char>('a' + random % 26));
    }
    return users;
}

std::vector<User> make_new_users(std::size_t count) {
    std::vector<User> users = make_users(count);
    for (User& user : users) user.id = 0;
    return users;
}

std::vector<Post> make_posts(std::size_t users, std::size_t per_user) {
    std::vector<Post> posts(users * per_user);
    for (std::size_t i = 0; i < posts.size(); ++i) {
        posts[i].id = static_cast<std::int64_t>(i + 1);
        posts[i].title = "A title of a post, number " + std::to_string(i);
        posts[i].author_id = static_cast<std::int64_t>(i * 7919 % users + 1);
    }
    return posts;
}

std::int64_t random_id(std::size_t round, std::size_t index, std::size_t count) {
    return static_cast<std::int64_t>(mix(round * 1'000'003 + index) % count + 1);
}

} // namespace benchmark
