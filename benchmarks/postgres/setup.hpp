// SPDX-License-Identifier: MIT
#pragma once

#include "harness/harness.hpp"
#include "harness/refract_sides.hpp"
#include "postgres/raw.hpp"

#include <refract/postgres.hpp>

#include <memory>
#include <string>

/// \file
/// The server of the benchmarks. Raw code runs on refract's connection: the same process of the
/// server, with the same caches, answers both.

namespace benchmark::postgres {

/// The tables of one workload, emptied and filled.
class server {
public:
    server(const std::string& url, const std::vector<User>& users, const std::vector<Post>& posts = {});

    refract::postgres::database& db() { return db_; }
    PGconn* handle() { return db_.connection().native(); }

private:
    refract::postgres::database db_;
};

void execute(PGconn* db, const char* sql);
/// A checksum of all users that the database holds.
std::uint64_t checksum_of_users(PGconn* db);

// One family of workloads each.
std::vector<workload> find_workloads(const std::string& url);
std::vector<workload> read_workloads(const std::string& url);
std::vector<workload> stream_workloads(const std::string& url);
std::vector<workload> filter_workloads(const std::string& url);
std::vector<workload> insert_workloads(const std::string& url);
std::vector<workload> bulk_workloads(const std::string& url);
std::vector<workload> update_workloads(const std::string& url);
std::vector<workload> join_workloads(const std::string& url);

} // namespace benchmark::postgres
