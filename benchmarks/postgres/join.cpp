// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

constexpr std::size_t user_count = 500, posts_per_user = 4;
constexpr const char* sql =
    R"(SELECT "user"."id", "user"."name", "user"."email", "user"."age", "user"."score", "user"."bio", "post"."id", "post"."title", "post"."author_id" FROM "user" JOIN "post" ON "post"."author_id" = "user"."id")";

template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_join_") + Style::name, sql, 0);
    return reading_side<UserPost>(Style::name, [on, statement] {
        const raw_result result(statement->db(), statement->run());
        std::vector<UserPost> rows;
        const int count = PQntuples(result);
        rows.reserve(static_cast<std::size_t>(count));
        for (int row = 0; row < count; ++row) {
            auto& [user, post] = rows.emplace_back();
            read_row<Style>(result, row, user);
            read_post<Style>(result, row, 6, post);
        }
        return rows;
    });
}

} // namespace

std::vector<workload> join_workloads(const std::string& url) {
    return {{.name = "join of two tables", .unit = "pair", .items = user_count * posts_per_user, .sides = [url] {
                 const auto on =
                     std::make_shared<server>(url, make_users(user_count), make_posts(user_count, posts_per_user));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_joins(on)};
             }}};
}

} // namespace benchmark::postgres
