// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr std::size_t user_count = 1000;
constexpr const char* sql =
    R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user" WHERE "age" > ?1 AND "email" LIKE ?2 ORDER BY "score" DESC, "id" LIMIT ?3)";

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), sql, Style::prepare_flags);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    std::vector<User> rows;
                    statement->bind(1, static_cast<int>(30 + i % 20));
                    statement->bind(2, std::string_view("%7@example.org"));
                    statement->bind(3, 20);
                    while (statement->step()) read_row<Style>(statement->handle(), rows.emplace_back());
                    statement->reset();
                    sum += checksum(rows);
                }
                return sum;
            }};
}

} // namespace

std::vector<workload> filter_workloads(const place& where) {
    return {{.name = "filter, order, limit 20", .unit = "query", .sides = [where] {
                 const auto on = std::make_shared<databases>(where, "filter", make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_filters(on)};
             }}};
}

} // namespace benchmark::sqlite
