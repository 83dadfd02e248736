// SPDX-License-Identifier: MIT
#pragma once

#include <refract/refract.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// \file
/// The rows of all benchmarks: names of 10 characters, which std::string keeps inside, emails of 27,
/// which it does not, and a biography of 50 that every second user has.

namespace benchmark {

struct User {
    std::int64_t id{};
    std::string name;
    std::string email;
    int age{};
    double score{};
    std::optional<std::string> bio;
};
/// The same row as a view into the driver's buffer.
struct UserView {
    std::int64_t id{};
    std::string_view name;
    std::string_view email;
    int age{};
    double score{};
    std::optional<std::string_view> bio;
};
struct Post {
    std::int64_t id{};
    std::string title;
    std::int64_t author_id{};
};

using UserPost = std::tuple<User, Post>;

using tables = refract::schema<User, Post>;

/// `count` users with ids from 1.
std::vector<User> make_users(std::size_t count);
/// The same without ids, for inserting.
std::vector<User> make_new_users(std::size_t count);
/// `per_user` posts for each user, in an order that mixes the users.
std::vector<Post> make_posts(std::size_t users, std::size_t per_user);

/// The key that operation `index` of a round looks for: random, the same for every side.
std::int64_t random_id(std::size_t round, std::size_t index, std::size_t count);

/// A number that differs when a row does; cheap beside reading one.
template <class Row> [[gnu::always_inline]] inline std::uint64_t checksum(const Row& row) {
    const std::uint64_t texts = row.name.size() + row.email.size() * 3 + static_cast<unsigned char>(row.email[0]) +
                                (row.bio ? row.bio->size() * 5 : 0);
    return static_cast<std::uint64_t>(row.id) * 7 + texts + static_cast<std::uint64_t>(row.age) * 11 +
           static_cast<std::uint64_t>(row.score * 13);
}
inline std::uint64_t checksum(const Post& post) {
    return static_cast<std::uint64_t>(post.id * 7 + post.author_id * 3) + post.title.size();
}
inline std::uint64_t checksum(const UserPost& both) {
    return checksum(std::get<0>(both)) * 3 + checksum(std::get<1>(both));
}
template <class Row> std::uint64_t checksum(const std::vector<Row>& rows) {
    std::uint64_t sum = rows.size();
    for (const Row& row : rows) sum = sum * 31 + checksum(row);
    return sum;
}

} // namespace benchmark
