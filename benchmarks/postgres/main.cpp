// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

#include <cstdio>
#include <exception>

/// bench_postgres CONNECTION [options]
int main(int count, char** arguments) try {
    using namespace benchmark;
    if (count < 2) throw std::runtime_error("usage: bench_postgres CONNECTION [options]");
    const std::string url = arguments[1];
    options how = parse_options(count - 1, arguments + 1);
    how.group = "PostgreSQL";

    std::vector<workload> all;
    for (auto family :
         {postgres::find_workloads, postgres::read_workloads, postgres::stream_workloads, postgres::filter_workloads,
          postgres::insert_workloads, postgres::bulk_workloads, postgres::update_workloads, postgres::join_workloads})
        for (workload& each : family(url)) all.push_back(std::move(each));
    return run_workloads(how, all);
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_postgres: %s\n", failure.what());
    return 1;
}
