// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/client/query_record.hpp>
#include <refract/client/row_reader.hpp>
#include <refract/driver/driver.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The rows of an execution whose values are bound: all, the first, the only one.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// Fills a new last row; std::vector<bool> has none to refer to.
template <class Row, class Fill> REFRACT_INLINE void append_row(std::vector<Row>& rows, Fill fill) {
    if constexpr (std::is_same_v<Row, bool>) {
        bool row{};
        fill(row);
        rows.push_back(row);
    } else {
        fill(rows.emplace_back());
    }
}

} // namespace by_name

[[noreturn, gnu::cold]] inline void throw_no_row(std::string_view sql) {
    throw not_found(error_details{.message = "a row was required and there is none", .sql = std::string(sql)});
}
[[noreturn, gnu::cold]] inline void throw_more_rows(std::string_view sql) {
    throw too_many_rows(error_details{.message = "one row was required and there are more", .sql = std::string(sql)});
}

// What a verb makes of the execution that it has begun; how many rows it had, `record` is told.

template <class Row> struct all_rows {
    template <class Execution> static std::vector<Row> of(Execution& run, query_record* record = nullptr) {
        auto& statement = run.statement();
        std::vector<Row> result;
        while (run.step()) {
            if constexpr (requires { statement.row_count(); })
                if (result.empty()) result.reserve(static_cast<std::size_t>(statement.row_count()));
            if constexpr (std::is_same_v<Row, bool>) // std::vector<bool> has no rows to refer to
                append_row(result, [&](bool& row) { detail::read_row(statement, row); });
            else
                detail::read_row(statement, result.emplace_back());
        }
        count_rows(record, result.size());
        return result;
    }
};
template <class Row> struct first_row {
    template <class Execution> static std::optional<Row> of(Execution& run, query_record* record = nullptr) {
        std::optional<Row> result;
        if (run.step()) {
            detail::read_row(run.statement(), result.emplace());
            count_rows(record, 1);
            if constexpr (commits_in_steps<std::remove_cvref_t<decltype(run.statement())>>)
                if (run.statement().commits_in_last_step()) [[unlikely]]
                    run.drain();
        }
        return result;
    }
};
/// Errors: `not_found`, `too_many_rows`.
template <class Row> struct only_row {
    template <class Execution> static Row of(Execution& run, query_record* record = nullptr) {
        Row result{};
        if (!run.step()) throw_no_row(run.sql());
        detail::read_row(run.statement(), result);
        if (run.step()) throw_more_rows(run.sql());
        count_rows(record, 1);
        return result;
    }
};
struct touched_rows {
    template <class Execution> static std::int64_t of(Execution& run, query_record* record = nullptr) {
        const std::int64_t touched = run.finish();
        count_rows(record, static_cast<std::uint64_t>(touched));
        return touched;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
