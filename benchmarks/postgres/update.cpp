// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

#include <cstdlib>

namespace benchmark::postgres {
namespace {

constexpr std::size_t user_count = 1000;
constexpr const char* sql =
    R"(UPDATE "user" SET "name" = $1, "email" = $2, "age" = $3, "score" = $4, "bio" = $5 WHERE "id" = $6)";

template <class Run> side update_side(const char* name, const std::shared_ptr<server>& on, Run run) {
    auto users = std::make_shared<std::vector<User>>(make_users(user_count));
    return {.name = name,
            .run = [users, run](const slice& work) -> std::uint64_t {
                run(*users, work);
                return 0;
            },
            // Old versions of rows would make each slice slower than the one before.
            .prepare =
                [on](const slice& work) {
                    if (work.round % 8 == 0) execute(on->handle(), R"(VACUUM "user")");
                },
            .finish = [on] { return checksum_of_users(on->handle()); }};
}

template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_update_") + Style::name, sql, 6);
    return update_side(Style::name, on, [on, statement](std::vector<User>& users, const slice& work) {
        execute(statement->db(), "BEGIN");
        for (std::size_t i = 0; i < work.operations; ++i) {
            const User& user = changed(users, work, i);
            statement->parameters.set_user(user);
            statement->parameters.set(5, user.id);
            const raw_result result(statement->db(), statement->run());
            if (std::atoi(PQcmdTuples(result)) != 1) throw std::runtime_error("not updated");
        }
        execute(statement->db(), "COMMIT");
    });
}

side refract_side(const std::shared_ptr<server>& on) {
    return update_side("refract", on,
                       [on](std::vector<User>& users, const slice& work) { refract_updates(on->db(), users, work); });
}

} // namespace

std::vector<workload> update_workloads(const std::string& url) {
    return {{.name = "update by key", .unit = "row", .sides = [url] {
                 const auto on = std::make_shared<server>(url, make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_side(on)};
             }}};
}

} // namespace benchmark::postgres
