// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr std::size_t user_count = 1000;
constexpr const char* sql =
    R"(UPDATE "user" SET "name" = ?1, "email" = ?2, "age" = ?3, "score" = ?4, "bio" = ?5 WHERE "id" = ?6)";

template <class Run> side update_side(const char* name, sqlite3* db, Run run) {
    auto users = std::make_shared<std::vector<User>>(make_users(user_count));
    return {.name = name,
            .run = [users, run](const slice& work) -> std::uint64_t {
                run(*users, work);
                return 0;
            },
            .finish = [db] { return checksum_of_users(db); }};
}

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    sqlite3* db = on->handle<Style>();
    auto statement = std::make_shared<raw_statement>(db, sql, Style::prepare_flags);
    return update_side(Style::name, db, [on, db, statement](std::vector<User>& users, const slice& work) {
        execute(db, "BEGIN IMMEDIATE");
        for (std::size_t i = 0; i < work.operations; ++i) {
            const User& user = changed(users, work, i);
            statement->bind(statement->bind_user(user, 1), user.id);
            statement->step();
            statement->reset();
            if (sqlite3_changes(db) != 1) throw std::runtime_error("not updated");
        }
        execute(db, "COMMIT");
    });
}

side refract_side(const std::shared_ptr<databases>& on) {
    return update_side("refract", on->tuned_handle(),
                       [on](std::vector<User>& users, const slice& work) { refract_updates(on->db(), users, work); });
}

} // namespace

std::vector<workload> update_workloads(const place& where) {
    return {{.name = "update by key", .unit = "row", .sides = [where] {
                 const auto on = std::make_shared<databases>(where, "update", make_users(user_count));
                 return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_side(on)};
             }}};
}

} // namespace benchmark::sqlite
