// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

/// Rows are kept until the slice has ended; checking and freeing them is not timed.
using kept_rows = std::shared_ptr<std::vector<std::vector<User>>>;

std::function<std::uint64_t()> check_rows(const kept_rows& kept) {
    return [kept] {
        std::uint64_t sum = 0;
        for (const auto& rows : *kept) sum += checksum(rows);
        kept->clear();
        return sum;
    };
}

template <class Style> std::vector<User> read_all(raw_statement& statement) {
    std::vector<User> rows;
    while (statement.step()) read_row<Style>(statement.handle(), rows.emplace_back());
    statement.reset();
    return rows;
}

template <class Style> side raw_side(const std::shared_ptr<databases>& on) {
    auto statement = std::make_shared<raw_statement>(on->handle<Style>(), select_all, Style::prepare_flags);
    auto kept = std::make_shared<std::vector<std::vector<User>>>();
    return {.name = Style::name,
            .run = [on, statement, kept](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i)
                    kept->push_back(read_all<Style>(*statement));
                return 0;
            },
            .finish = check_rows(kept)};
}

side refract_side(const std::shared_ptr<databases>& on) {
    auto kept = std::make_shared<std::vector<std::vector<User>>>();
    return {.name = "refract",
            .run = [on, kept](const slice& work) -> std::uint64_t {
                for (std::size_t i = 0; i < work.operations; ++i)
                    kept->push_back(on->db().all(refract::from<User>()));
                return 0;
            },
            .finish = check_rows(kept)};
}

workload read_workload(const place& where, std::string name, std::size_t count) {
    return {.name = std::move(name), .unit = "row", .items = count, .sides = [where, count] {
        const auto on = std::make_shared<databases>(where, "read", make_users(count));
        return std::vector<side>{raw_side<ordinary>(on), raw_side<tuned>(on), refract_side(on)};
    }};
}

} // namespace

std::vector<workload> read_workloads(const place& where) {
    return {read_workload(where, "read 1,000 rows", 1'000), read_workload(where, "read 100,000 rows", 100'000)};
}

} // namespace benchmark::sqlite
