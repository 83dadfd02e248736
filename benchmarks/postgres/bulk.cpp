// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

/// Rows for COPY in binary, sent in pieces of 64 KB.
class copy_buffer {
public:
    explicit copy_buffer(PGconn* db) : db_(db) {
        bytes_.reserve(80'000);
        put("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    }
    void put_user(const User& user) {
        put_number<std::uint16_t>(__builtin_bswap16(5));
        put_text(user.name);
        put_text(user.email);
        put_number(swap(std::uint32_t{4}));
        put_number(swap(static_cast<std::uint32_t>(user.age)));
        put_number(swap(std::uint32_t{8}));
        put_number(swap(std::bit_cast<std::uint64_t>(user.score)));
        if (user.bio)
            put_text(*user.bio);
        else
            put_number(~std::uint32_t{0});
        if (bytes_.size() >= 65'536) flush();
    }
    void finish() {
        put_number<std::uint16_t>(0xffff);
        flush();
        if (PQputCopyEnd(db_, nullptr) != 1) fail(db_);
    }

private:
    void put(const char* data, std::size_t size) { bytes_.append(data, size); }
    template <class Number> void put_number(Number value) { put(reinterpret_cast<const char*>(&value), sizeof value); }
    void put_text(const std::string& text) {
        put_number(swap(static_cast<std::uint32_t>(text.size())));
        put(text.data(), text.size());
    }
    void flush() {
        if (PQputCopyData(db_, bytes_.data(), static_cast<int>(bytes_.size())) != 1) fail(db_);
        bytes_.clear();
    }
    PGconn* db_;
    std::string bytes_{};
};

void copy_users(PGconn* db, const std::vector<User>& users) {
    execute(db, "BEGIN");
    PQclear(PQexec(db, R"(COPY "user" ("name", "email", "age", "score", "bio") FROM STDIN (FORMAT binary))"));
    copy_buffer buffer(db);
    for (const User& user : users) buffer.put_user(user);
    buffer.finish();
    while (PGresult* result = PQgetResult(db)) const raw_result checked(db, result);
    execute(db, "COMMIT");
}

/// One by one, in a transaction.
void insert_users(PGconn* db, raw_statement<ordinary>& single, const std::vector<User>& users) {
    execute(db, "BEGIN");
    for (const User& user : users) {
        single.parameters.set_user(user);
        const raw_result checked(db, single.run());
    }
    execute(db, "COMMIT");
}

template <class Run> side bulk_side(const char* name, const std::shared_ptr<server>& on, std::size_t count, Run run) {
    auto users = std::make_shared<std::vector<User>>(make_new_users(count));
    return {.name = name,
            .run = [on, users, run](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i) run(*on, *users);
                return 0;
            },
            .prepare = [on](const slice&) { execute(on->handle(), R"(TRUNCATE "user" RESTART IDENTITY)"); },
            .finish = [on] { return checksum_of_users(on->handle()); }};
}

workload bulk_workload(const std::string& url, std::string name, std::size_t count, bool against_single) {
    return {.name = std::move(name), .unit = "row", .items = count, .fixed_operations = 1, .sides = [=] {
                const auto on = std::make_shared<server>(url, std::vector<User>{});
                std::vector<side> sides{
                    bulk_side(tuned::name, on, count,
                              [](server& to, const std::vector<User>& users) { copy_users(to.handle(), users); }),
                    bulk_side("refract", on, count,
                              [](server& to, const std::vector<User>& users) { to.db().insert_many(users); })};
                if (!against_single) return sides;
                const auto single = std::make_shared<raw_statement<ordinary>>(
                    on->handle(), "raw_bulk",
                    R"(INSERT INTO "user" ("name", "email", "age", "score", "bio") VALUES ($1, $2, $3, $4, $5))", 5);
                sides.insert(sides.begin(),
                             bulk_side(ordinary::name, on, count, [single](server& to, const std::vector<User>& users) {
                                 insert_users(to.handle(), *single, users);
                             }));
                return sides;
            }};
}

} // namespace

std::vector<workload> bulk_workloads(const std::string& url) {
    return {bulk_workload(url, "insert_many 2,000", 2'000, true),
            bulk_workload(url, "insert_many 100,000", 100'000, false)}; // singly it would take minutes
}

} // namespace benchmark::postgres
