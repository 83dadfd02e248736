// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/function.hpp>

#include <cstdint>
#include <type_traits>

/// \file
/// The bits of whole numbers. They are functions: C++ would read `col<&T::flags> & 4 == 4` as `& (4 == 4)`.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> using check_bits =
    check_that<is_whole_number(kind_of<Type>) || std::is_same_v<Type, refused_type>, rule::bits_of_whole_numbers, Type>;

template <operation Op, class Left, class Right> constexpr auto combine_bits(const Left& left, const Right& right) {
    using first = typename operand_t<met_type_t<Right>, Left>::type;
    using second = typename operand_t<met_type_t<Left>, Right>::type;
    using check = first_failed_t<check_bits<first>, check_bits<second>>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, typename decltype(arithmetic_result<first, second>())::type>(
            detail::as_operand<met_type_t<Right>>(left), detail::as_operand<met_type_t<Left>>(right));
    else
        return refused<explain_beside<check, Left, Right>>();
}
template <operation Op, class Number, class Distance>
constexpr auto shift_bits(const Number& number, const Distance& distance) {
    using check = first_failed_t<check_bits<typename operand_t<std::int64_t, Number>::type>,
                                 check_bits<typename operand_t<std::int64_t, Distance>::type>>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, std::int64_t>(detail::as_operand<std::int64_t>(number),
                                                       detail::as_operand<std::int64_t>(distance));
    else
        return refused<explain_beside<check, Number, Distance>>();
}

} // namespace detail

/// The bits that both have: `bit_and(col<&T::flags>, 4) != 0`.
template <class Left, class Right>
    requires detail::operands<Left, Right>
constexpr auto bit_and(const Left& left, const Right& right) {
    return detail::combine_bits<detail::operation::bit_and>(left, right);
}
/// The bits that one of them has.
template <class Left, class Right>
    requires detail::operands<Left, Right>
constexpr auto bit_or(const Left& left, const Right& right) {
    return detail::combine_bits<detail::operation::bit_or>(left, right);
}
/// The bits that only one of them has.
template <class Left, class Right>
    requires detail::operands<Left, Right>
constexpr auto bit_xor(const Left& left, const Right& right) {
    return detail::combine_bits<detail::operation::bit_xor>(left, right);
}
/// The bits that it has not: `-x - 1`, also of an unsigned number, whose type holds no such.
template <detail::any_expression Number> constexpr auto bit_not(const Number& number) {
    using type = typename Number::type;
    if constexpr (detail::is_passed<detail::check_bits<type>>)
        return detail::make_function<detail::operation::bit_not, detail::sign_changed<type>>(number);
    else
        return detail::refused<detail::check_bits<type>>();
}
/// Moved to the left in 64 bits, which is the type of the result; what is moved out of them is lost. By a number below
/// 0 it is moved to the right.
template <class Number, class Distance>
    requires detail::operands<Number, Distance>
constexpr auto shift_left(const Number& number, const Distance& distance) {
    return detail::shift_bits<detail::operation::shift_left>(number, distance);
}
/// Moved to the right: divided by a power of two, rounded down; the sign stays. By a number below 0 it is moved to the
/// left.
template <class Number, class Distance>
    requires detail::operands<Number, Distance>
constexpr auto shift_right(const Number& number, const Distance& distance) {
    return detail::shift_bits<detail::operation::shift_right>(number, distance);
}

} // namespace v0
} // namespace refract
