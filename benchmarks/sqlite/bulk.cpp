// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr std::size_t rows_at_once = 50;

std::string insert_of(std::size_t rows) {
    std::string sql = R"(INSERT INTO "user" ("name", "email", "age", "score", "bio") VALUES )";
    for (std::size_t i = 0, number = 1; i < rows; ++i, number += 5) {
        sql += i == 0 ? "(" : ", (";
        for (std::size_t j = 0; j < 5; ++j) sql += (j == 0 ? "?" : ", ?") + std::to_string(number + j);
        sql += ")";
    }
    return sql;
}

template <class Run> side bulk_side(const char* name, sqlite3* db, const std::vector<User>& users, Run run) {
    return {.name = name,
            .run = [&users, run](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i) run(users);
                return 0;
            },
            .prepare = [db](const slice&) { execute(db, "DELETE FROM user"); },
            .finish = [db] { return checksum_of_users(db); }};
}

/// One by one in a transaction.
side ordinary_side(const std::shared_ptr<databases>& on, const std::vector<User>& users) {
    sqlite3* db = on->ordinary_handle();
    auto single = std::make_shared<raw_statement>(db, insert_of(1).c_str(), 0);
    return bulk_side(ordinary::name, db, users, [on, db, single](const std::vector<User>& all) {
        execute(db, "BEGIN IMMEDIATE");
        for (const User& user : all) {
            single->bind_user(user, 1);
            single->step();
            single->reset();
        }
        execute(db, "COMMIT");
    });
}

/// 50 rows to a statement.
side tuned_side(const std::shared_ptr<databases>& on, const std::vector<User>& users) {
    sqlite3* db = on->tuned_handle();
    auto many = std::make_shared<raw_statement>(db, insert_of(rows_at_once).c_str(), tuned::prepare_flags);
    auto single = std::make_shared<raw_statement>(db, insert_of(1).c_str(), tuned::prepare_flags);
    return bulk_side(tuned::name, db, users, [on, db, many, single](const std::vector<User>& all) {
        execute(db, "BEGIN IMMEDIATE");
        std::size_t at = 0;
        for (; at + rows_at_once <= all.size(); at += rows_at_once) {
            int position = 1;
            for (std::size_t i = 0; i < rows_at_once; ++i) position = many->bind_user(all[at + i], position);
            many->step();
            many->reset();
        }
        for (; at < all.size(); ++at) {
            single->bind_user(all[at], 1);
            single->step();
            single->reset();
        }
        execute(db, "COMMIT");
    });
}

side refract_side(const std::shared_ptr<databases>& on, const std::vector<User>& users) {
    return bulk_side("refract", on->tuned_handle(), users,
                     [on](const std::vector<User>& all) { on->db().insert_many(all); });
}

workload bulk_workload(const place& where, std::string name, std::size_t count) {
    return {.name = std::move(name), .unit = "row", .items = count, .fixed_operations = 1, .sides = [where, count] {
                // Lives as long as the process: the sides refer to it.
                static std::vector<User> users;
                users = make_new_users(count);
                const auto on = std::make_shared<databases>(where, "bulk", std::vector<User>{});
                return std::vector<side>{ordinary_side(on, users), tuned_side(on, users), refract_side(on, users)};
            }};
}

} // namespace

std::vector<workload> bulk_workloads(const place& where) {
    return {bulk_workload(where, "insert_many 2,000", 2'000), bulk_workload(where, "insert_many 100,000", 100'000)};
}

} // namespace benchmark::sqlite
