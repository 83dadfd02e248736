// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

constexpr const char* suffixes[] = {"", "-wal", "-shm"};

void remove_files(const std::string& path) {
    if (path == ":memory:") return;
    for (const char* suffix : suffixes) std::filesystem::remove(path + suffix);
}

/// Page by page, so that both sides find the same.
void copy_database(sqlite3* from, sqlite3* to) {
    sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    if (!copy || sqlite3_backup_step(copy, -1) != SQLITE_DONE) fail(to);
    sqlite3_backup_finish(copy);
}

} // namespace

void execute(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db);
}

ordinary_database::ordinary_database(const std::string& path) {
    if (sqlite3_open_v2(path.c_str(), &handle_, ordinary::open_flags, nullptr) != SQLITE_OK) fail(handle_);
    execute(handle_, "PRAGMA journal_mode = WAL");
}

std::uint64_t checksum_of_users(sqlite3* db) {
    raw_statement all(db,
                      "SELECT count(*), sum(id), sum(length(name) + length(email) + ifnull(length(bio), 7)), "
                      "sum(age), sum(score), max(name) FROM user",
                      0);
    all.step();
    std::uint64_t sum = 0;
    for (int column = 0; column < 5; ++column)
        sum = sum * 31 + static_cast<std::uint64_t>(sqlite3_column_int64(all.handle(), column));
    return sum;
}

databases::databases(const place& where, const std::string& name, const std::vector<User>& users,
                     const std::vector<Post>& posts)
    : files_{where.path(name + "-ordinary"), where.path(name + "-refract")} {
    for (const std::string& path : files_) remove_files(path);
    ordinary_ = std::make_unique<ordinary_database>(files_[0]);
    refract_ = std::make_unique<refract::sqlite::database>(files_[1]);
    refract_->create_tables<tables>();
    refract_->insert_many(users);
    refract_->insert_many(posts);
    copy_database(tuned_handle(), ordinary_handle());
}

databases::~databases() {
    refract_.reset();
    ordinary_.reset();
    for (const std::string& path : files_) remove_files(path);
}

} // namespace benchmark::sqlite
