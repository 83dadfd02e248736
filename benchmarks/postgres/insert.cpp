// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

constexpr const char* insert_sql =
    R"(INSERT INTO "user" ("name", "email", "age", "score", "bio") VALUES ($1, $2, $3, $4, $5) RETURNING "id")";

template <class Run> side insert_side(const char* name, PGconn* db, std::size_t count, Run run) {
    auto users = std::make_shared<std::vector<User>>(make_new_users(count));
    return {.name = name,
            .run = [users, run](const slice& work) { return run(*users, work); },
            .prepare = [db](const slice&) { execute(db, R"(TRUNCATE "user" RESTART IDENTITY)"); },
            .finish = [db] { return checksum_of_users(db); }};
}

template <class Style> side raw_side(const std::shared_ptr<server>& on, std::size_t count) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_insert_") + Style::name, insert_sql, 5);
    return insert_side(Style::name, on->handle(), count, [on, statement](std::vector<User>& users, const slice& work) {
        std::uint64_t sum = 0;
        execute(statement->db(), "BEGIN");
        for (std::size_t i = 0; i < work.operations; ++i) {
            User& user = users[i % users.size()];
            statement->parameters.set_user(user);
            const raw_result result(statement->db(), statement->run());
            user.id = Style::load_big(PQgetvalue(result, 0, 0));
            sum += static_cast<std::uint64_t>(user.id);
            user.id = 0;
        }
        execute(statement->db(), "COMMIT");
        return sum;
    });
}

side refract_side(const std::shared_ptr<server>& on, std::size_t count) {
    return insert_side("refract", on->handle(), count, [on](std::vector<User>& users, const slice& work) {
        return refract_inserts(on->db(), users, work);
    });
}

workload insert_workload(const std::string& url, std::string name, std::size_t count, std::size_t fixed) {
    return {.name = std::move(name), .unit = "row", .fixed_operations = fixed, .sides = [url, count] {
                const auto on = std::make_shared<server>(url, std::vector<User>{});
                return std::vector<side>{raw_side<ordinary>(on, count), raw_side<tuned>(on, count),
                                         refract_side(on, count)};
            }};
}

} // namespace

std::vector<workload> insert_workloads(const std::string& url) {
    return {insert_workload(url, "insert one", 1'000, 0), insert_workload(url, "insert 10,000", 10'000, 10'000)};
}

} // namespace benchmark::postgres
