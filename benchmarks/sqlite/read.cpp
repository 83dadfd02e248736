// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), select_all, Style::prepare_flags);
    return reading_side<User>(Style::name, [on, statement] { return read_all<Style>(*statement); });
}

workload read_workload(const place& where, std::string name, std::size_t count) {
    return {.name = std::move(name), .unit = "row", .items = count, .sides = [where, count] {
                const auto on = std::make_shared<databases>(where, "read", make_users(count));
                return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_reads(on)};
            }};
}

} // namespace

std::vector<workload> read_workloads(const place& where) {
    return {read_workload(where, "read 1,000 rows", 1'000), read_workload(where, "read 100,000 rows", 100'000)};
}

} // namespace benchmark::sqlite
