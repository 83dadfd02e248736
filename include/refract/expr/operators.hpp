// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/values.hpp>
#include <refract/expr/expression.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> inline constexpr bool is_nullopt = std::is_same_v<std::remove_cvref_t<Type>, std::nullopt_t>;
template <class Type> inline constexpr bool is_optional_value = is_optional<std::remove_cvref_t<Type>>;

template <class Left, class Right>
concept operands = any_expression<Left> || any_expression<Right>;

/// The type an operand meets on the other side.
template <class Type> struct met_type {
    using type = void;
};
template <any_expression Type> struct met_type<Type> {
    using type = typename std::remove_cvref_t<Type>::type;
};
template <class Type> using met_type_t = typename met_type<std::remove_cvref_t<Type>>::type;

template <operation Op, class Left, class Right> constexpr auto compare(Left&& left, Right&& right) {
    require<check_that<!is_optional_value<Left> && !is_optional_value<Right>,
                       rule::optional_needs_null_safe, Left, Right>>();
    return make_comparison<Op>(as_operand<met_type_t<Right>>(std::forward<Left>(left)),
                               std::forward<Right>(right));
}
template <operation Op, class Left, class Right> constexpr auto equate(Left&& left, Right&& right) {
    constexpr operation null_test = Op == operation::equal ? operation::is_null : operation::is_not_null;
    if constexpr (is_nullopt<Right>)
        return make_expression<unary_node<null_test, bool, typename std::remove_cvref_t<Left>::node_type>>(left);
    else if constexpr (is_nullopt<Left>)
        return make_expression<unary_node<null_test, bool, typename std::remove_cvref_t<Right>::node_type>>(right);
    else
        return compare<Op>(std::forward<Left>(left), std::forward<Right>(right));
}

/// The type of an arithmetic result: the wider of the two as they are stored, as in SQL. A decimal
/// stays one, with the longer fraction, unless it meets a floating-point number.
template <class Left, class Right> constexpr auto arithmetic_result() {
    using left_wire = typename codec<Left>::wire;
    using right_wire = typename codec<Right>::wire;
    constexpr bool floats = std::is_floating_point_v<left_wire> || std::is_floating_point_v<right_wire>;
    constexpr bool numbers = std::is_arithmetic_v<left_wire> && std::is_arithmetic_v<right_wire>;
    if constexpr (floats && std::is_same_v<left_wire, right_wire>)
        return std::type_identity<left_wire>{};
    else if constexpr (floats)
        return std::type_identity<double>{};
    else if constexpr (numbers)
        return std::type_identity<
            std::conditional_t<(sizeof(left_wire) >= sizeof(right_wire)), left_wire, right_wire>>{};
    else if constexpr (type_of<Right>.scale > type_of<Left>.scale || std::is_arithmetic_v<left_wire>)
        return std::type_identity<Right>{};
    else
        return std::type_identity<Left>{};
}

template <class Type>
using check_whole_number = check_that<storable<Type> && is_whole_number(type_of<Type>.kind),
                                      rule::operand_is_number, Type>;

template <operation Op, class Left, class Right> constexpr auto make_arithmetic(Left left, Right right) {
    using left_type = typename Left::type;
    using right_type = typename Right::type;
    require<check_number<left_type>>();
    require<check_number<right_type>>();
    if constexpr (Op == operation::modulo) { // PostgreSQL has none of floating-point numbers
        require<check_whole_number<left_type>>();
        require<check_whole_number<right_type>>();
    }
    if constexpr (std::is_same_v<check_number<left_type>, passed> &&
                  std::is_same_v<check_number<right_type>, passed>) {
        using result = typename decltype(arithmetic_result<left_type, right_type>())::type;
        return make_expression<
            binary_node<Op, result, typename Left::node_type, typename Right::node_type>>(
            std::move(left), std::move(right));
    } else {
        return left;
    }
}
template <operation Op, class Left, class Right> constexpr auto calculate(Left&& left, Right&& right) {
    return make_arithmetic<Op>(as_operand<met_type_t<Right>>(std::forward<Left>(left)),
                               as_operand<met_type_t<Left>>(std::forward<Right>(right)));
}
template <class Type> inline constexpr bool is_text = false;
template <storable Type> inline constexpr bool is_text<Type> = type_of<Type>.kind == type_kind::text;

template <operation Op, class Left, class Right> constexpr auto connect(Left left, Right right) {
    require<check_boolean<typename Left::type>>();
    require<check_boolean<typename Right::type>>();
    return make_expression<
        binary_node<Op, bool, typename Left::node_type, typename Right::node_type>>(
        std::move(left), std::move(right));
}

template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator==(Left&& left, Right&& right) {
    return equate<operation::equal>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator!=(Left&& left, Right&& right) {
    return equate<operation::not_equal>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<(Left&& left, Right&& right) {
    return compare<operation::less>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<=(Left&& left, Right&& right) {
    return compare<operation::less_equal>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>(Left&& left, Right&& right) {
    return compare<operation::greater>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>=(Left&& left, Right&& right) {
    return compare<operation::greater_equal>(std::forward<Left>(left), std::forward<Right>(right));
}

template <any_expression Left, any_expression Right>
constexpr auto operator&&(Left&& left, Right&& right) {
    return connect<operation::logical_and>(std::remove_cvref_t<Left>(std::forward<Left>(left)),
                                           std::remove_cvref_t<Right>(std::forward<Right>(right)));
}
template <any_expression Left, any_expression Right>
constexpr auto operator||(Left&& left, Right&& right) {
    return connect<operation::logical_or>(std::remove_cvref_t<Left>(std::forward<Left>(left)),
                                          std::remove_cvref_t<Right>(std::forward<Right>(right)));
}
template <any_expression Operand> constexpr auto operator!(const Operand& operand) {
    require<check_boolean<typename Operand::type>>();
    return make_expression<unary_node<operation::logical_not, bool, typename Operand::node_type>>(operand);
}

/// Adds numbers, and joins texts (`||` in SQL).
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator+(Left&& left, Right&& right) {
    if constexpr (is_text<met_type_t<Left>> || is_text<met_type_t<Right>>) {
        auto first = as_operand<met_type_t<Right>>(std::forward<Left>(left));
        auto second = as_operand<met_type_t<Left>>(std::forward<Right>(right));
        require<check_text<typename decltype(first)::type>>();
        require<check_text<typename decltype(second)::type>>();
        return make_expression<binary_node<operation::concatenate, std::string,
                                           typename decltype(first)::node_type,
                                           typename decltype(second)::node_type>>(
            std::move(first), std::move(second));
    } else {
        return calculate<operation::add>(std::forward<Left>(left), std::forward<Right>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator-(Left&& left, Right&& right) {
    return calculate<operation::subtract>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator*(Left&& left, Right&& right) {
    return calculate<operation::multiply>(std::forward<Left>(left), std::forward<Right>(right));
}
/// Whole numbers divide to whole numbers, as in both databases and in C++.
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator/(Left&& left, Right&& right) {
    return calculate<operation::divide>(std::forward<Left>(left), std::forward<Right>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator%(Left&& left, Right&& right) {
    return calculate<operation::modulo>(std::forward<Left>(left), std::forward<Right>(right));
}
template <any_expression Operand> constexpr auto operator-(const Operand& operand) {
    require<check_number<typename Operand::type>>();
    return make_expression<
        unary_node<operation::negate, typename Operand::type, typename Operand::node_type>>(operand);
}

} // namespace detail
} // namespace v0
} // namespace refract
