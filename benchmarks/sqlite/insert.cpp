// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr const char* insert_sql =
    R"(INSERT INTO "user" ("name", "email", "age", "score", "bio") VALUES (?1, ?2, ?3, ?4, ?5))";

/// The users that a side inserts, without ids again before each slice.
struct objects {
    std::vector<User> users;
    explicit objects(std::size_t count) : users(make_new_users(count)) {}
    User& next(std::size_t index) { return users[index % users.size()]; }
    void forget_keys() {
        for (User& user : users) user.id = 0;
    }
};

template <class Run> side insert_side(const char* name, sqlite3* db, std::size_t count, Run run) {
    auto data = std::make_shared<objects>(count);
    return {.name = name,
            .run = [data, run](const slice& work) { return run(*data, work); },
            .prepare =
                [db, data](const slice&) {
                    data->forget_keys();
                    execute(db, "DELETE FROM user");
                },
            .finish = [db, data] { return checksum_of_users(db) + checksum(data->users.back()); }};
}

template <class Style> side raw_side(const std::shared_ptr<databases>& on, std::size_t count) {
    sqlite3* db = on->handle<Style>();
    auto statement = std::make_shared<raw_statement>(db, insert_sql, Style::prepare_flags);
    return insert_side(Style::name, db, count, [on, db, statement](objects& data, const slice& work) {
        std::uint64_t sum = 0;
        execute(db, "BEGIN IMMEDIATE");
        for (std::size_t i = 0; i < work.operations; ++i) {
            User& user = data.next(i);
            statement->bind_user(user, 1);
            statement->step();
            statement->reset();
            user.id = sqlite3_last_insert_rowid(db);
            sum += static_cast<std::uint64_t>(user.id);
            user.id = 0;
        }
        execute(db, "COMMIT");
        return sum;
    });
}

side refract_side(const std::shared_ptr<databases>& on, std::size_t count) {
    return insert_side("refract", on->tuned_handle(), count,
                       [on](objects& data, const slice& work) { return refract_inserts(on->db(), data.users, work); });
}

workload insert_workload(const place& where, std::string name, std::size_t count, std::size_t fixed) {
    return {.name = std::move(name), .unit = "row", .fixed_operations = fixed, .sides = [where, count] {
                const auto on = std::make_shared<databases>(where, "insert", std::vector<User>{});
                return std::vector<side>{raw_side<ordinary>(on, count), raw_side<tuned>(on, count),
                                         refract_side(on, count)};
            }};
}

} // namespace

std::vector<workload> insert_workloads(const place& where) {
    return {insert_workload(where, "insert one", 1'000, 0), insert_workload(where, "insert 100,000", 100'000, 100'000)};
}

} // namespace benchmark::sqlite
