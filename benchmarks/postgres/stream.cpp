// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

/// Row by row, so that the result is never held: libpq's single-row mode.
template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_stream_") + Style::name, select_all, 0);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                UserView row;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    statement->send_by_rows();
                    while (PGresult* part = PQgetResult(statement->db())) {
                        const raw_result result(statement->db(), part);
                        if (PQntuples(result) == 0) continue;
                        read_row<Style>(result, 0, row);
                        sum += checksum(row);
                    }
                }
                return sum;
            }};
}

workload stream_workload(const std::string& url, std::string name, std::size_t count) {
    return {.name = std::move(name), .unit = "row", .items = count, .sides = [url, count] {
                const auto on = std::make_shared<server>(url, make_users(count));
                return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_streams(on)};
            }};
}

} // namespace

std::vector<workload> stream_workloads(const std::string& url) {
    return {stream_workload(url, "stream 1,000 views", 1'000), stream_workload(url, "stream 100,000 views", 100'000)};
}

} // namespace benchmark::postgres
