// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>

/// bench_sqlite memory|FOLDER [options]
int main(int count, char** arguments) try {
    using namespace benchmark;
    if (count < 2) throw std::runtime_error("usage: bench_sqlite memory|FOLDER [options]");
    sqlite::place where;
    if (const std::string target = arguments[1]; target != "memory") where.folder = target;
    options how = parse_options(count - 1, arguments + 1);
    how.group = where.folder.empty() ? "SQLite in memory" : "SQLite file";

    std::vector<workload> all;
    for (auto family :
         {sqlite::find_workloads, sqlite::read_workloads, sqlite::stream_workloads, sqlite::filter_workloads,
          sqlite::insert_workloads, sqlite::bulk_workloads, sqlite::update_workloads, sqlite::join_workloads})
        for (workload& each : family(where)) all.push_back(std::move(each));
    if (where.folder.empty())
        for (workload& each : sqlite::text_workloads()) all.push_back(std::move(each));
    return run_workloads(how, all);
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_sqlite: %s\n", failure.what());
    return 1;
}
