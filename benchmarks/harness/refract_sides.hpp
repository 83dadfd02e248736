// SPDX-License-Identifier: MIT
#pragma once

#include "harness/data.hpp"
#include "harness/harness.hpp"

#include <refract/refract.hpp>

#include <functional>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

/// \file
/// refract's sides of the workloads: the same code on every database. `on->db()` is the database.

namespace benchmark {

/// A side that reads rows. They are kept until the slice has ended: checking and freeing them is not timed.
template <class Row> side reading_side(const char* name, std::function<std::vector<Row>()> read) {
    auto kept = std::make_shared<std::vector<std::vector<Row>>>();
    return {.name = name,
            .run = [kept, read](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i) kept->push_back(read());
                return 0;
            },
            .finish =
                [kept] {
                    std::uint64_t sum = 0;
                    for (const auto& rows : *kept) sum += checksum(rows);
                    kept->clear();
                    return sum;
                }};
}

template <class On> side refract_finds(const std::shared_ptr<On>& on, std::size_t users) {
    return {.name = "refract", .run = [on, users](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i)
                    sum += checksum(*on->db().template find<User>(random_id(work.round, i, users)));
                return sum;
            }};
}

template <class On> side refract_reads(const std::shared_ptr<On>& on) {
    return reading_side<User>("refract", [on] { return on->db().all(refract::from<User>()); });
}

template <class On> side refract_joins(const std::shared_ptr<On>& on) {
    using namespace refract;
    return reading_side<UserPost>(
        "refract", [on] { return on->db().all(from<User>().join<Post>(col<&Post::author_id> == col<&User::id>)); });
}

template <class On> side refract_streams(const std::shared_ptr<On>& on) {
    return {.name = "refract", .run = [on](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i)
                    for (const UserView& row : on->db().each(refract::from<User>().select<UserView>()))
                        sum += checksum(row);
                return sum;
            }};
}

template <class On> side refract_filters(const std::shared_ptr<On>& on) {
    using namespace refract;
    return {.name = "refract", .run = [on](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i)
                    sum += checksum(on->db().all(from<User>()
                                                     .where(col<&User::age> > static_cast<int>(30 + i % 20) &&
                                                            col<&User::email>.like("%7@example.org"))
                                                     .order_by(col<&User::score>.desc(), col<&User::id>)
                                                     .limit(20)));
                return sum;
            }};
}

/// Inserts in one transaction; the sum of the keys that the database made.
template <class Database> std::uint64_t refract_inserts(Database& db, std::vector<User>& users, const slice& work) {
    std::uint64_t sum = 0;
    auto transaction = db.begin();
    for (std::size_t i = 0; i < work.operations; ++i) {
        User& user = users[i % users.size()];
        user = transaction.insert(std::move(user));
        sum += static_cast<std::uint64_t>(user.id);
        user.id = 0;
    }
    transaction.commit();
    return sum;
}

/// The object that an operation of the updates writes: one of the users, changed.
inline User& changed(std::vector<User>& users, const slice& work, std::size_t index) {
    User& user = users[static_cast<std::size_t>(random_id(work.round, index, users.size())) - 1];
    user.age = static_cast<int>(work.round % 50 + index % 50);
    return user;
}
template <class Database> void refract_updates(Database& db, std::vector<User>& users, const slice& work) {
    auto transaction = db.begin();
    for (std::size_t i = 0; i < work.operations; ++i) transaction.update(changed(users, work, i));
    transaction.commit();
}

} // namespace benchmark
