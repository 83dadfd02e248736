// SPDX-License-Identifier: MIT
#pragma once

#include "harness/harness.hpp"
#include "harness/refract_sides.hpp"
#include "sqlite/raw.hpp"

#include <refract/sqlite.hpp>

#include <filesystem>
#include <memory>
#include <string>

/// \file
/// The databases of a workload. Ordinary raw code has one of its own, because it is opened in
/// another way. Tuned raw code runs on refract's connection: the same pages, the same cache, and no
/// second connection to a file, whose locks the operating system would share within a process.

namespace benchmark::sqlite {

/// Where databases are: in memory, or in a folder.
struct place {
    std::filesystem::path folder; ///< empty: in memory
    std::string path(const std::string& name) const {
        return folder.empty() ? ":memory:" : (folder / (name + ".db")).string();
    }
};

/// The database of ordinary raw code.
class ordinary_database {
public:
    explicit ordinary_database(const std::string& path);
    ordinary_database(const ordinary_database&) = delete;
    ~ordinary_database() { sqlite3_close_v2(handle_); }
    sqlite3* handle() const { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

void execute(sqlite3* db, const char* sql);
/// A checksum of all users that a database holds.
std::uint64_t checksum_of_users(sqlite3* db);

/// Both databases of one workload, filled alike; gone with their files at the end.
class databases {
public:
    databases(const place& where, const std::string& name, const std::vector<User>& users,
              const std::vector<Post>& posts = {});
    databases(const databases&) = delete;
    ~databases();

    sqlite3* ordinary_handle() const { return ordinary_->handle(); }
    sqlite3* tuned_handle() { return refract_->connection().native(); }
    refract::sqlite::database& db() { return *refract_; }
    template <class Style> sqlite3* handle() {
        return std::is_same_v<Style, ordinary> ? ordinary_handle() : tuned_handle();
    }

private:
    std::vector<std::string> files_;
    std::unique_ptr<ordinary_database> ordinary_;
    std::unique_ptr<refract::sqlite::database> refract_;
};

// One family of workloads each.
std::vector<workload> find_workloads(const place& where);
std::vector<workload> read_workloads(const place& where);
std::vector<workload> stream_workloads(const place& where);
std::vector<workload> filter_workloads(const place& where);
std::vector<workload> insert_workloads(const place& where);
std::vector<workload> bulk_workloads(const place& where);
std::vector<workload> update_workloads(const place& where);
std::vector<workload> join_workloads(const place& where);
std::vector<workload> text_workloads();

} // namespace benchmark::sqlite
