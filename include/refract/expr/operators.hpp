// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/expression.hpp>
#include <refract/expr/time_arithmetic.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Left, class Right>
concept operands = any_expression<Left> || any_expression<Right>;

template <class Left, class Right> constexpr bool compares() {
    if constexpr (is_optional_value<Left> || is_optional_value<Right>)
        return false;
    else
        return comparable_types<typename operand_t<met_type_t<Right>, Left>::type,
                                typename operand_t<met_type_t<Left>, Right>::type>();
}
template <class Given> constexpr bool holds_comparison() {
    if constexpr (any_expression<Given>)
        return is_comparison<typename std::remove_cvref_t<Given>::node_type>;
    else
        return false;
}
/// Why two operands cannot be compared.
template <class Left, class Right> using comparison_mistake =
    explain<first_failed_t<check_that<!holds_comparison<Left>() && !holds_comparison<Right>(),
                                      rule::comparisons_do_not_chain, Left, Right>,
                           failed<rule::operands_are_comparable, Left, Right>>,
            Left, Right>;

/// What a comparison with `std::nullopt` means: a null test of the other side.
template <operation Op, class Left, class Right>
REFRACT_ONCE constexpr auto make_null_test(const Left& left, const Right& right) {
    if constexpr (is_nullopt<Right>)
        return detail::make_expression<unary_node<Op, bool, typename Left::node_type>>(left);
    else
        return detail::make_expression<unary_node<Op, bool, typename Right::node_type>>(right);
}

/// The type of an arithmetic result: the wider of the two as they are stored, as in SQL. A decimal
/// stays one, with the longer fraction, unless it meets a floating-point number; so does a number of any size, whatever
/// else it meets.
template <class Left, class Right> REFRACT_ONCE constexpr auto arithmetic_result() {
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
    else if constexpr (type_of<Left>.kind == type_kind::numeric)
        return std::type_identity<Left>{};
    else if constexpr (type_of<Right>.kind == type_kind::numeric)
        return std::type_identity<Right>{};
    else if constexpr (type_of<Right>.scale > type_of<Left>.scale || std::is_arithmetic_v<left_wire>)
        return std::type_identity<Right>{};
    else
        return std::type_identity<Left>{};
}

/// The type of a number with another sign: that of a narrow or unsigned field cannot hold each of them.
template <class Type> REFRACT_ONCE constexpr auto other_sign() {
    if constexpr (std::is_integral_v<Type>)
        return arithmetic_result<Type, Type>();
    else
        return std::type_identity<Type>{};
}
template <class Type> using sign_changed = typename decltype(other_sign<Type>())::type;

template <class Type> using check_whole_number =
    check_that<is_whole_number(kind_of<Type>), rule::operand_is_number, Type>;

template <class Left, class Right> constexpr bool are_whole_numbers() {
    if constexpr (storable<Left> && storable<Right>)
        return is_whole_number(type_of<Left>.kind) && is_whole_number(type_of<Right>.kind);
    else
        return false;
}

template <class Type> inline constexpr bool is_text = false;
template <storable Type> inline constexpr bool is_text<Type> = type_of<Type>.kind == type_kind::text;

/// Why two operands do not go together; nothing, if one of them was refused already.
template <class Otherwise, class Left, class Right> using explain_beside =
    std::conditional_t<std::is_same_v<met_type_t<Left>, refused_type> ||
                           std::is_same_v<met_type_t<Right>, refused_type>,
                       passed, explain<Otherwise, Left, Right>>;

template <operation Op, class Left, class Right> struct check_arithmetic
    : first_failed<check_number<Left>, check_number<Right>> {};
template <class Left, class Right> struct check_arithmetic<operation::modulo, Left, Right>
    : first_failed<check_whole_number<Left>, check_whole_number<Right>> {}; // PostgreSQL has none of floating point

template <operation Op, class Left, class Right> REFRACT_ONCE constexpr auto calculate(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    using check = typename check_arithmetic<Op, left_type, right_type>::type;
    if constexpr (is_passed<check>) {
        using result = typename decltype(arithmetic_result<left_type, right_type>())::type;
        return detail::make_binary<Op, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<explain_beside<check, Left, Right>>();
    }
}

template <class Left, class Right> inline constexpr bool calculates_times =
    are_times<typename operand_t<met_type_t<Right>, Left>::type, typename operand_t<met_type_t<Left>, Right>::type>;

/// A length of time that stands before the time to which it is added: its arguments, if it had any, would come second.
template <class Given> constexpr bool may_change_places() {
    if constexpr (any_expression<Given>)
        return std::remove_cvref_t<Given>::node_type::parameters::size == 0;
    else
        return true;
}
template <operation Op, class Left, class Right>
REFRACT_ONCE constexpr auto calculate_times(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    constexpr operation meant = operation_of_times<Op, left_type, right_type>();
    constexpr bool is_reversed = Op == operation::add && may_change_places<Left>() &&
                                 operation_of_times<Op, right_type, left_type>() != operation::none;
    if constexpr (meant != operation::none) {
        using result = typename decltype(time_result<meant, left_type, right_type>())::type;
        return detail::make_binary<meant, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else if constexpr (is_reversed) {
        return detail::calculate_times<Op>(static_cast<Right&&>(right), static_cast<Left&&>(left));
    } else {
        return refused<explain_beside<failed<rule::times_take_lengths, left_type, right_type>, Left, Right>>();
    }
}

/// A length of time, multiplied or divided by a whole number.
template <operation Op, class Left, class Right>
REFRACT_ONCE constexpr auto calculate_length(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    if constexpr (is_length_and_count<left_type, right_type>) {
        using result = std::conditional_t<Op == operation::divide_length, length_quotient, left_type>;
        return detail::make_binary<Op, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else if constexpr (Op == operation::multiply_length && may_change_places<Left>() &&
                         is_length_and_count<right_type, left_type>) {
        return detail::calculate_length<Op>(static_cast<Right&&>(right), static_cast<Left&&>(left));
    } else {
        return refused<explain_beside<failed<rule::lengths_take_counts, left_type, right_type>, Left, Right>>();
    }
}

template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator==(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return detail::make_null_test<operation::is_null>(left, right);
    } else if constexpr (compares<Left, Right>()) {
        return detail::make_binary<operation::equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<comparison_mistake<Left, Right>>();
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator!=(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return detail::make_null_test<operation::is_not_null>(left, right);
    } else if constexpr (compares<Left, Right>()) {
        return detail::make_binary<operation::not_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<comparison_mistake<Left, Right>>();
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator<(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::less, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator<=(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::less_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator>(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::greater, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator>=(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::greater_equal, bool>(static_cast<Left&&>(left),
                                                                   static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}

// As constrained as <, which is then the better one of the two.
template <class Left, class Right>
    requires operands<Left, Right>
constexpr refused_expression operator<=>(Left&&, Right&&) {
    return refused<failed<rule::operator_is_of_sql, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>>();
}

template <any_expression Left, any_expression Right>
REFRACT_ONCE constexpr auto operator&&(Left&& left, Right&& right) {
    using check = first_failed_t<check_boolean<met_type_t<Left>>, check_boolean<met_type_t<Right>>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<operation::logical_and, bool>(static_cast<Left&&>(left),
                                                                 static_cast<Right&&>(right));
    else
        return refused<check>();
}
template <class Left, class Right>
    requires(any_expression<Left> != any_expression<Right>)
REFRACT_ONCE constexpr auto operator&&(const Left&, const Right&) {
    return refused<condition_mistake<std::conditional_t<any_expression<Left>, Right, Left>>>();
}
template <any_expression Left, any_expression Right>
REFRACT_ONCE constexpr auto operator||(Left&& left, Right&& right) {
    using check = first_failed_t<check_boolean<met_type_t<Left>>, check_boolean<met_type_t<Right>>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<operation::logical_or, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<check>();
}
template <class Left, class Right>
    requires(any_expression<Left> != any_expression<Right>)
REFRACT_ONCE constexpr auto operator||(const Left&, const Right&) {
    return refused<condition_mistake<std::conditional_t<any_expression<Left>, Right, Left>>>();
}
template <any_expression Operand> REFRACT_ONCE constexpr auto operator!(const Operand& operand) {
    if constexpr (std::is_same_v<typename Operand::type, bool>)
        return detail::make_expression<unary_node<operation::logical_not, bool, typename Operand::node_type>>(operand);
    else
        return refused<check_boolean<typename Operand::type>>();
}

/// Adds numbers and lengths of time, moves times by a std::chrono duration, and joins texts (`||` in SQL).
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator+(Left&& left, Right&& right) {
    if constexpr (is_text<met_type_t<Left>> || is_text<met_type_t<Right>>) {
        using check = first_failed_t<check_text<typename operand_t<met_type_t<Right>, Left>::type>,
                                     check_text<typename operand_t<met_type_t<Left>, Right>::type>>;
        if constexpr (is_passed<check>)
            return detail::make_binary<operation::concatenate, std::string>(static_cast<Left&&>(left),
                                                                            static_cast<Right&&>(right));
        else
            return refused<explain_beside<check, Left, Right>>();
    } else if constexpr (calculates_times<Left, Right>) {
        return detail::calculate_times<operation::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return detail::calculate<operation::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator-(Left&& left, Right&& right) {
    if constexpr (calculates_times<Left, Right>)
        return detail::calculate_times<operation::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return detail::calculate<operation::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator*(Left&& left, Right&& right) {
    if constexpr (calculates_times<Left, Right>)
        return detail::calculate_length<operation::multiply_length>(static_cast<Left&&>(left),
                                                                    static_cast<Right&&>(right));
    else
        return detail::calculate<operation::multiply>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// Whole numbers divide to whole numbers, as in C++, and a length of time by one to microseconds. By zero the result is
/// NULL.
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator/(Left&& left, Right&& right) {
    if constexpr (calculates_times<Left, Right>)
        return detail::calculate_length<operation::divide_length>(static_cast<Left&&>(left),
                                                                  static_cast<Right&&>(right));
    else if constexpr (are_whole_numbers<typename operand_t<met_type_t<Right>, Left>::type,
                                         typename operand_t<met_type_t<Left>, Right>::type>())
        return detail::calculate<operation::divide_whole>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return detail::calculate<operation::divide>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
REFRACT_ONCE constexpr auto operator%(Left&& left, Right&& right) {
    return detail::calculate<operation::modulo>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <any_expression Operand> REFRACT_ONCE constexpr auto operator-(const Operand& operand) {
    using type = typename Operand::type;
    if constexpr (kind_of<type> == type_kind::interval)
        return detail::make_expression<unary_node<operation::negate, type, typename Operand::node_type>>(operand);
    else if constexpr (is_passed<check_number<type>>)
        return detail::make_expression<unary_node<operation::negate, sign_changed<type>, typename Operand::node_type>>(
            operand);
    else
        return refused<check_number<type>>();
}

// The operators of bits: their functions have other names, since `a & 4 == 4` is `a & (4 == 4)`.
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator&(const Left&, const Right&) {
    return refused<failed<rule::bits_have_functions, Left, Right>>();
}
template <class Left, class Right>
    requires(any_expression<Left> || (any_expression<Right> && !query_like<Left>))
constexpr auto operator|(const Left&, const Right&) {
    return refused<failed<rule::bits_have_functions, Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator^(const Left&, const Right&) {
    return refused<failed<rule::bits_have_functions, Left, Right>>();
}
template <any_expression Left, class Right> constexpr auto operator<<(const Left&, const Right&) {
    return refused<failed<rule::bits_have_functions, Left, Right>>();
}
template <any_expression Left, class Right> constexpr auto operator>>(const Left&, const Right&) {
    return refused<failed<rule::bits_have_functions, Left, Right>>();
}
template <any_expression Operand> constexpr auto operator~(const Operand&) {
    return refused<failed<rule::bits_have_functions, Operand>>();
}

// Rows of columns. The operators of std::tuple would compare them element by element, into booleans of C++.
template <class> inline constexpr bool holds_expression = false;
template <class... Element> inline constexpr bool holds_expression<std::tuple<Element...>> =
    (any_expression<Element> || ...);
template <class Left, class Right>
concept compared_rows = holds_expression<Left> || holds_expression<Right>;

/// `(a, b) < (x, y)`: the operands of both rows.
template <operation Op, class... Operand> struct row_comparison_node
    : node_base<row_comparison_node<Op, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::row_comparison, .op = Op}; }
};
template <operation Op, class... Operand> inline constexpr bool is_comparison<row_comparison_node<Op, Operand...>> =
    true;

template <class Left, class Right> using check_pair =
    std::conditional_t<compares<Left, Right>(), passed, comparison_mistake<Left, Right>>;

template <class Left, class Right> struct check_rows_alike {
    using type = failed<rule::rows_have_one_length, Left, Right>;
};
template <class... Left, class... Right>
    requires(sizeof...(Left) == sizeof...(Right))
struct check_rows_alike<std::tuple<Left...>, std::tuple<Right...>> : first_failed<check_pair<Left, Right>...> {};

template <operation Op, class... Operand> REFRACT_ONCE constexpr auto make_row_comparison(const Operand&... operand) {
    using made = row_comparison_node<Op, typename Operand::node_type...>;
    return expression<made, decltype(detail::concat_all(operand.bound...))>{detail::concat_all(operand.bound...)};
}
template <operation Op, class... Left, class... Right>
REFRACT_ONCE constexpr auto compare_rows(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    using check = typename check_rows_alike<std::tuple<Left...>, std::tuple<Right...>>::type;
    if constexpr (!is_passed<check>) {
        return refused<check>();
    } else {
        return std::apply(
            [&](const Left&... first) {
                return std::apply(
                    [&](const Right&... second) {
                        return detail::make_row_comparison<Op>(detail::as_operand<met_type_t<Right>>(first)...,
                                                               detail::as_operand<met_type_t<Left>>(second)...);
                    },
                    right);
            },
            left);
    }
}

template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator==(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator!=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::not_equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator<(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::less>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator<=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::less_equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator>(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::greater>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
REFRACT_ONCE constexpr auto operator>=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::greater_equal>(left, right);
}

// A row beside what is none.
template <class> inline constexpr bool is_row = false;
template <class... Element> inline constexpr bool is_row<std::tuple<Element...>> = true;
template <class Row, class Other>
concept row_and_value = holds_expression<Row> && !any_expression<Other> && !is_row<Other>;
template <class... Left, class Right>
    requires row_and_value<std::tuple<Left...>, Right>
constexpr auto operator==(const std::tuple<Left...>&, const Right&) {
    return refused<failed<rule::rows_have_one_length, Right>>();
}
template <class... Left, class Right>
    requires row_and_value<std::tuple<Left...>, Right>
constexpr auto operator<(const std::tuple<Left...>&, const Right&) {
    return refused<failed<rule::rows_have_one_length, Right>>();
}

} // namespace detail

using std::tuple; // tuple(a, b) < tuple(x, y): rows, which SQL compares from the left to the right

} // namespace v0
} // namespace refract
