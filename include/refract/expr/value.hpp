// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/operators.hpp>

namespace refract {
inline namespace v0 {
namespace called_by_name { // else a program's call of its own `value(x)` would find it

/// A value of the program as an expression, where no column stands beside it: `select(col<&User::id>, value(1))`.
///
/// SQL: a placeholder; the value is bound. Its type is the C++ type, of a literal or a view `std::string`.
template <class Value> constexpr auto value(Value&& given) {
    return detail::as_operand<void>(static_cast<Value&&>(given));
}

/// Nothing, or several; without an expression among several it may be a program's own function.
template <class... Given>
    requires(sizeof...(Given) == 0 || (sizeof...(Given) > 1 && (detail::any_expression<Given> || ...)))
constexpr auto value(const Given&...) {
    return detail::refused<detail::failed<detail::rule::arguments_are_counted, Given...>>();
}

} // namespace called_by_name
using namespace called_by_name;

} // namespace v0
} // namespace refract
