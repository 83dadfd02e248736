// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

constexpr std::size_t user_count = 1000;
constexpr const char* sql =
    R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user" WHERE "age" > $1 AND "email" LIKE $2 ORDER BY "score" DESC, "id" LIMIT $3)";

template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_filter_") + Style::name, sql, 3);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    statement->parameters.set(0, static_cast<int>(30 + i % 20));
                    statement->parameters.set(1, std::string_view("%7@example.org"));
                    statement->parameters.set(2, std::int64_t{20});
                    const raw_result result(statement->db(), statement->run());
                    std::vector<User> rows;
                    const int count = PQntuples(result);
                    rows.reserve(static_cast<std::size_t>(count));
                    for (int row = 0; row < count; ++row) read_row<Style>(result, row, rows.emplace_back());
                    sum += checksum(rows);
                }
                return sum;
            }};
}

} // namespace

std::vector<workload> filter_workloads(const std::string& url) {
    return {{.name = "filter, order, limit 20", .unit = "query", .sides = [url] {
                 const auto on = std::make_shared<server>(url, make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_filters(on)};
             }}};
}

} // namespace benchmark::postgres
