// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/function.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/schema/sql_type.hpp>

#include <type_traits>

/// \file
/// Which types of operands belong together, and the outcomes of asking it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether the database compares values of these C++ types as they stand.
template <class Left, class Right> constexpr bool comparable_types() {
    if constexpr (requires {
                      typename Left::counted_type;
                      typename Right::counted_type;
                  })
        return std::is_same_v<Left, Right>; // numbers of one unit: 1 s is not 1 ms
    else if constexpr (storable<Left> && storable<Right>)
        return are_comparable(type_of<Left>, type_of<Right>);
    else
        return std::is_same_v<Left, refused_type> || std::is_same_v<Right, refused_type>;
}

/// Whether values of a type are ones of a field, without loss.
template <class Field, class Value> constexpr bool assignable_types() {
    if constexpr (storable<Field> && storable<Value>)
        return comparable_types<without_optional<Field>, Value>() && is_assignable_type<Field, Value>();
    else
        return std::is_same_v<Value, refused_type>;
}
template <class Left, class Right> using check_comparable =
    check_that<comparable_types<Left, Right>(), rule::operands_are_comparable, Left, Right>;
template <class Type> using check_text = check_that<kind_of<Type> == type_kind::text, rule::operand_is_text, Type>;
template <class Type> using check_number = check_that<is_number(kind_of<Type>), rule::operand_is_number, Type>;
/// Of a number of rows, characters or digits.
template <class Type> using check_whole = check_that<is_whole_number(kind_of<Type>), rule::operand_is_whole, Type>;
/// Of a value that stands for another one, of which the result's type is.
template <class Type, class Other> using check_assigned =
    check_that<assignable_types<Type, Other>(), rule::operands_are_comparable, Type, Other>;
template <class Type> using check_boolean = check_that<std::is_same_v<Type, bool>, rule::condition_is_boolean, Type>;

} // namespace detail
} // namespace v0
} // namespace refract
