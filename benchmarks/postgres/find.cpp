// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

constexpr std::size_t user_count = 1000;

template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement = std::make_shared<raw_statement<Style>>(
        on->handle(), std::string("raw_find_") + Style::name,
        R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user" WHERE "id" = $1)", 1);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    std::optional<User> found;
                    statement->parameters.set(0, random_id(work.round, i, user_count));
                    const raw_result result(statement->db(), statement->run());
                    if (PQntuples(result) > 0) read_row<Style>(result, 0, found.emplace());
                    sum += checksum(*found);
                }
                return sum;
            }};
}

} // namespace

std::vector<workload> find_workloads(const std::string& url) {
    return {{.name = "find by key", .unit = "call", .sides = [url] {
                 const auto on = std::make_shared<server>(url, make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_finds(on, user_count)};
             }}};
}

} // namespace benchmark::postgres
