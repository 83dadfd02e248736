// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/operators.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// No function: none would be found for a program's call of its own `value(x)`.
struct value_maker {
    template <class Value> constexpr auto operator()(Value&& value) const {
        return detail::as_operand<void>(static_cast<Value&&>(value));
    }
};

} // namespace detail

/// A value of the program as an expression, where no column stands beside it: `select(col<&User::id>, value(1))`.
///
/// SQL: a placeholder; the value is bound. Its type is the C++ type, of a literal or a view `std::string`.
inline constexpr detail::value_maker value{};

} // namespace v0
} // namespace refract
