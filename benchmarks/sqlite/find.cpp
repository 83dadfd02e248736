// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr std::size_t user_count = 1000;

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(
        on->handle<Style>(), R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user" WHERE "id" = ?1)",
        Style::prepare_flags);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    std::optional<User> found;
                    statement->bind(1, random_id(work.round, i, user_count));
                    if (statement->step()) read_row<Style>(statement->handle(), found.emplace());
                    statement->reset();
                    sum += checksum(*found);
                }
                return sum;
            }};
}

} // namespace

std::vector<workload> find_workloads(const place& where) {
    return {{.name = "find by key", .unit = "call", .sides = [where] {
                 const auto on = std::make_shared<databases>(where, "find", make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_finds(on, user_count)};
             }}};
}

} // namespace benchmark::sqlite
