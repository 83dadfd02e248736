// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

#include <cstdlib>

namespace benchmark::postgres {

void execute(PGconn* db, const char* sql) { const raw_result done(db, PQexec(db, sql)); }

std::uint64_t checksum_of_users(PGconn* db) {
    const raw_result found(
        db,
        PQexec(
            db,
            R"(SELECT count(*), coalesce(sum(length(name) + length(email) + coalesce(length(bio), 7)), 0), coalesce(sum(age), 0), coalesce(sum(score)::bigint, 0) FROM "user")"));
    std::uint64_t sum = 0;
    for (int column = 0; column < 4; ++column)
        sum = sum * 31 + std::strtoull(PQgetvalue(found, 0, column), nullptr, 10);
    return sum;
}

server::server(const std::string& url, const std::vector<User>& users, const std::vector<Post>& posts) : db_(url) {
    db_.create_tables<tables>();
    execute(handle(), R"(TRUNCATE "user", "post" RESTART IDENTITY)");
    db_.insert_many(users);
    db_.insert_many(posts);
    execute(handle(), "ANALYZE");
}

} // namespace benchmark::postgres
