// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/encoded.hpp>
#include <refract/base/rules/function.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/base/rules/result.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/base/rules/shape.hpp>
#include <refract/base/rules/write.hpp>
#include <refract/tree/node.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The first rule that a statement breaks, with the names of what breaks it.
struct violation {
    rule_number broken = rule::none;
    std::string_view table{}, column{};

    constexpr explicit operator bool() const { return broken != rule::none; }
};

constexpr violation of_column(rule_number broken, const node& column) {
    return {broken, column.table().name, column.table().columns[column.column].field};
}

} // namespace detail
} // namespace v0
} // namespace refract
