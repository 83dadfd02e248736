// SPDX-License-Identifier: MIT
#include "postgres/setup.hpp"

namespace benchmark::postgres {
namespace {

template <class Style> side raw_side(const std::shared_ptr<server>& on) {
    auto statement =
        std::make_shared<raw_statement<Style>>(on->handle(), std::string("raw_read_") + Style::name, select_all, 0);
    return reading_side<User>(Style::name, [on, statement] {
        const raw_result result(statement->db(), statement->run());
        std::vector<User> rows;
        const int count = PQntuples(result);
        rows.reserve(static_cast<std::size_t>(count));
        for (int row = 0; row < count; ++row) read_row<Style>(result, row, rows.emplace_back());
        return rows;
    });
}

workload read_workload(const std::string& url, std::string name, std::size_t count) {
    return {.name = std::move(name), .unit = "row", .items = count, .sides = [url, count] {
                const auto on = std::make_shared<server>(url, make_users(count));
                return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_reads(on)};
            }};
}

} // namespace

std::vector<workload> read_workloads(const std::string& url) {
    return {read_workload(url, "read 1,000 rows", 1'000), read_workload(url, "read 100,000 rows", 100'000)};
}

} // namespace benchmark::postgres
