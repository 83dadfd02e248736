// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr std::size_t user_count = 500, posts_per_user = 4;
constexpr const char* sql =
    R"(SELECT "user"."id", "user"."name", "user"."email", "user"."age", "user"."score", "user"."bio", "post"."id", "post"."title", "post"."author_id" FROM "user" JOIN "post" ON "post"."author_id" = "user"."id")";

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), sql, Style::prepare_flags);
    return reading_side<UserPost>(Style::name, [on, statement] {
        std::vector<UserPost> rows;
        while (statement->step()) {
            auto& [user, post] = rows.emplace_back();
            read_row<Style>(statement->handle(), user);
            read_post<Style>(statement->handle(), 6, post);
        }
        statement->reset();
        return rows;
    });
}

} // namespace

std::vector<workload> join_workloads(const place& where) {
    return {{.name = "join of two tables", .unit = "pair", .items = user_count * posts_per_user, .sides = [where] {
                 const auto on = std::make_shared<databases>(where, "join", make_users(user_count),
                                                             make_posts(user_count, posts_per_user));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_joins(on)};
             }}};
}

} // namespace benchmark::sqlite
