// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a row's column must be: what a driver compares with what the database sends.
struct result_column {
    sql_type type{};
    bool nullable = false;
    std::string_view field{};
};

/// A statement ready for a driver: constant data, except where the run time put it together.
struct ready_statement {
    const char* sql = nullptr; ///< ends with NUL
    std::size_t size = 0;
    const sql_type* parameters = nullptr;
    std::uint16_t parameter_count = 0;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;

    constexpr std::string_view text() const { return {sql, size}; }
};

} // namespace detail
} // namespace v0
} // namespace refract
