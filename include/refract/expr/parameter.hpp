// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/expression.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> struct parameter_node : node_base<parameter_node<Type>, without_optional<Type>> {
    using given = Type;
    using parameters = type_list<Type>;
    static constexpr node describe() { return {.kind = node_kind::parameter, .nullable = is_optional<Type>}; }
};

} // namespace detail

/// A value that is given when the query runs: `db.all(query, value)`. Arguments follow the order in
/// which the parameters were written in C++.
template <class Type> inline constexpr detail::expression<detail::parameter_node<Type>, detail::values<>> param{};

} // namespace v0
} // namespace refract
