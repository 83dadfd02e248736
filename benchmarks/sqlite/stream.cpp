// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), select_all, Style::prepare_flags);
    return {.name = Style::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                UserView row;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    while (statement->step()) {
                        read_row<Style>(statement->handle(), row);
                        sum += checksum(row);
                    }
                    statement->reset();
                }
                return sum;
            }};
}

/// What most programs do instead: all rows into a vector of structs that own their texts.
side ordinary_vector(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<ordinary>(), select_all, 0);
    return {.name = ordinary::name, .run = [on, statement](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i)
                    for (const User& row : read_all<ordinary>(*statement)) sum += checksum(row);
                return sum;
            }};
}

workload stream_workload(const place& where, std::string name, std::size_t count, bool against_views) {
    return {.name = std::move(name), .unit = "row", .items = count, .sides = [where, count, against_views] {
                const auto on = std::make_shared<databases>(where, "stream", make_users(count));
                return std::vector<side>{against_views ? raw_side<ordinary>(on) : ordinary_vector(on),
                                         raw_side<tuned>(on), refract_streams(on)};
            }};
}

} // namespace

std::vector<workload> stream_workloads(const place& where) {
    return {stream_workload(where, "stream 1,000 views", 1'000, false),
            stream_workload(where, "stream 100,000 views", 100'000, false),
            stream_workload(where, "stream, views in both", 1'000, true)};
}

} // namespace benchmark::sqlite
