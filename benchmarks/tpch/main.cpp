// SPDX-License-Identifier: MIT
#include "harness/harness.hpp"
#include "tests/tpch/data.hpp"
#include "tpch/raw.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>

/// \file
/// The 22 queries of TPC-H beside raw code that sends the same texts with the same values.

namespace benchmark {
namespace {

struct sqlite_side {
    using database = refract::sqlite::database;
    using dialect = refract::dialect::sqlite;
    using raw = raw_sqlite;
};
struct postgres_side {
    using database = refract::postgres::database;
    using dialect = refract::dialect::postgres;
    using raw = raw_postgres;
};

template <class Row> std::uint64_t checksum(const std::vector<Row>& rows) { return rows.size(); }

template <class On, class Query>
workload compared(const std::shared_ptr<typename On::database>& db, const char* name, const Query& query) {
    using row = typename decltype(db->all(query))::value_type;
    const auto repeated = [](auto run) {
        return [run](const slice& work) {
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < work.operations; ++i) sum += checksum(run());
            return sum;
        };
    };
    const auto sides = [db, query, repeated] {
        using dialect = typename On::dialect;
        const auto raw = std::make_shared<typename On::raw>(db->connection().native(), refract::sql<dialect>(query),
                                                            parameters_of<dialect>(query));
        return std::vector<side>{{.name = "tuned raw", .run = repeated([raw] { return raw->template all<row>(); })},
                                 {.name = "refract", .run = repeated([db, query] { return db->all(query); })}};
    };
    return {.name = name, .unit = "query", .sides = sides};
}

/// Opened and, if it is empty, filled.
template <class Database> std::shared_ptr<Database> opened(const std::string& where, const std::string& data) {
    auto db = std::make_shared<Database>(where);
    try {
        if (db->count(refract::from<tpch::Lineitem>()) > 0) return db;
    } catch (const refract::error&) {} // there is no such table yet
    tpch::load(*db, data);
    db->execute("ANALYZE");
    return db;
}

template <class On> std::vector<workload> workloads(const std::string& where, const std::string& data) {
    using namespace tpch;
    const auto db = opened<typename On::database>(where, data);
    return {compared<On>(db, "TPC-H 1", q01),  compared<On>(db, "TPC-H 2", q02),  compared<On>(db, "TPC-H 3", q03),
            compared<On>(db, "TPC-H 4", q04),  compared<On>(db, "TPC-H 5", q05),  compared<On>(db, "TPC-H 6", q06),
            compared<On>(db, "TPC-H 7", q07),  compared<On>(db, "TPC-H 8", q08),  compared<On>(db, "TPC-H 9", q09),
            compared<On>(db, "TPC-H 10", q10), compared<On>(db, "TPC-H 11", q11), compared<On>(db, "TPC-H 12", q12),
            compared<On>(db, "TPC-H 13", q13), compared<On>(db, "TPC-H 14", q14), compared<On>(db, "TPC-H 15", q15),
            compared<On>(db, "TPC-H 16", q16), compared<On>(db, "TPC-H 17", q17), compared<On>(db, "TPC-H 18", q18),
            compared<On>(db, "TPC-H 19", q19), compared<On>(db, "TPC-H 20", q20), compared<On>(db, "TPC-H 21", q21),
            compared<On>(db, "TPC-H 22", q22)};
}

} // namespace
} // namespace benchmark

/// bench_tpch FILE|URL [options]: a SQLite file, or a PostgreSQL server. The data lies in REFRACT_DATA/tpch.
int main(int count, char** arguments) try {
    using namespace benchmark;
    if (count < 2) throw std::runtime_error("usage: bench_tpch FILE|URL [options]");
    const std::string where = arguments[1];
    const char* const folder = std::getenv("REFRACT_DATA");
    const std::string data = std::string(folder ? folder : "../shared/data") + "/tpch";
    if (!std::filesystem::is_directory(data)) {
        std::printf("skipped: no data, REFRACT_DATA is not set\n");
        return 0;
    }
    options how = parse_options(count - 1, arguments + 1);
    const bool is_server = where.find('=') != where.npos || where.find("://") != where.npos;
    how.group = is_server ? "TPC-H on PostgreSQL" : "TPC-H on SQLite";
    return run_workloads(how, is_server ? workloads<postgres_side>(where, data) : workloads<sqlite_side>(where, data));
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_tpch: %s\n", failure.what());
    return 1;
}
