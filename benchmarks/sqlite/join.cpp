// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

#include <tuple>

namespace benchmark::sqlite {
namespace {

constexpr std::size_t user_count = 500, posts_per_user = 4;
constexpr const char* sql =
    R"(SELECT "user"."id", "user"."name", "user"."email", "user"."age", "user"."score", "user"."bio", "post"."id", "post"."title", "post"."author_id" FROM "user" JOIN "post" ON "post"."author_id" = "user"."id")";

using pair = std::tuple<User, Post>;

std::uint64_t checksum_of(const std::vector<pair>& rows) {
    std::uint64_t sum = rows.size();
    for (const auto& [user, post] : rows) sum = sum * 31 + checksum(user) * 3 + checksum(post);
    return sum;
}

side join_side(const char* name, std::function<std::vector<pair>()> read) {
    auto kept = std::make_shared<std::vector<std::vector<pair>>>();
    return {.name = name,
            .run = [kept, read](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i) kept->push_back(read());
                return 0;
            },
            .finish = [kept] {
                std::uint64_t sum = 0;
                for (const auto& rows : *kept) sum += checksum_of(rows);
                kept->clear();
                return sum;
            }};
}

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), sql, Style::prepare_flags);
    return join_side(Style::name, [on, statement] {
        std::vector<pair> rows;
        while (statement->step()) {
            auto& [user, post] = rows.emplace_back();
            read_row<Style>(statement->handle(), user);
            read_post<Style>(statement->handle(), 6, post);
        }
        statement->reset();
        return rows;
    });
}

side refract_side(const std::shared_ptr<databases>& on) {
    using namespace refract;
    return join_side("refract", [on] {
        return on->db().all(from<User>().join<Post>(col<&Post::author_id> == col<&User::id>));
    });
}

} // namespace

std::vector<workload> join_workloads(const place& where) {
    return {{.name = "join of two tables", .unit = "pair", .items = user_count * posts_per_user, .sides = [where] {
        const auto on = std::make_shared<databases>(where, "join", make_users(user_count),
                                                    make_posts(user_count, posts_per_user));
        return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_side(on)};
    }}};
}

} // namespace benchmark::sqlite
