// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/message.hpp>
#include <refract/expr/cast.hpp>
#include <refract/expr/operators.hpp>

#include <limits>
#include <string>
#include <type_traits>
#include <utility>

/// \file
/// The values of a coalesce or CASE, and the type of which each of them can be the result.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_approximate(type_kind kind) { return kind == type_kind::real || kind == type_kind::double_precision; }
/// Whether no type holds the values of both without rounding.
constexpr bool mixes_exact_with_approximate(type_kind one, type_kind other) {
    if (is_approximate(one) == is_approximate(other)) return false;
    const type_kind exact = is_approximate(one) ? other : one;
    return exact != type_kind::small_integer && exact != type_kind::integer;
}

template <class First, class Second> constexpr auto common_number() {
    using result = typename decltype(arithmetic_result<First, Second>())::type;
    constexpr auto stored_as_result = [](const sql_type& type) {
        return type.kind == type_of<result>.kind && type.scale == type_of<result>.scale;
    };
    if constexpr (std::is_integral_v<First> && std::is_integral_v<Second> &&
                  std::is_signed_v<First> != std::is_signed_v<Second>)
        return std::type_identity<result>{}; // signed, and as wide as the wider column
    else if constexpr (stored_as_result(type_of<First>) &&
                       (sizeof(First) >= sizeof(Second) || !std::is_integral_v<Second>))
        return std::type_identity<First>{};
    else if constexpr (stored_as_result(type_of<Second>))
        return std::type_identity<Second>{};
    else
        return std::type_identity<result>{};
}
/// Of two times that have digits of their own, the finer one.
template <class First, class Second> constexpr auto common_time() {
    if constexpr (keeps_digits_of_time<First, Second>())
        return std::type_identity<First>{};
    else if constexpr (keeps_digits_of_time<Second, First>())
        return std::type_identity<Second>{};
    else
        return std::type_identity<std::common_type_t<First, Second>>{};
}
/// The type that holds the values of both, which are comparable.
template <class First, class Second> constexpr auto common_alternative() {
    if constexpr (std::is_same_v<First, Second> || std::is_same_v<Second, refused_type>)
        return std::type_identity<read_type<First>>{};
    else if constexpr (is_number(kind_of<First>))
        return common_number<First, Second>();
    else if constexpr (kind_of<First> == type_kind::none)
        return std::type_identity<First>{};
    else
        return common_time<read_type<First>, read_type<Second>>();
}

template <class Type, class Other> using check_alternatives =
    first_failed_t<check_comparable<Type, Other>,
                   check_that<!mixes_exact_with_approximate(kind_of<Type>, kind_of<Other>),
                              rule::alternatives_have_one_type, Type, Other>>;

template <class Type, class Other, class Check> constexpr auto yielded_type() {
    if constexpr (is_passed<Check>)
        return common_alternative<Type, Other>();
    else
        return std::type_identity<Type>{}; // a mistake that has been reported
}
template <class Type, class Other> using yielded =
    typename decltype(yielded_type<Type, Other, check_alternatives<Type, Other>>())::type;

/// Several values: what is wrong with them, and the type that holds all.
template <class Type, class... Other> struct alternatives {
    using check = passed;
    using type = Type;
};
template <class Type, class Other, class... Rest> struct alternatives<Type, Other, Rest...> {
    using others = alternatives<yielded<Type, Other>, Rest...>;
    using check = first_failed_t<check_alternatives<Type, Other>, typename others::check>;
    using type = typename others::type;
};

/// A literal beside a narrower column is a value of that column's type: coalesce(col<small>, 0).
template <class Type, class Given>
concept literal_of =
    std::is_integral_v<Type> && !std::is_same_v<Type, bool> && std::is_same_v<std::decay_t<Given>, int>;

/// One more value, beside others of a type. Errors: `conversion_error` for a literal that does not fit in it.
template <class Type, class Given> constexpr auto as_alternative(Given&& given) {
    if constexpr (literal_of<Type, Given>) {
        if (!std::in_range<Type>(given))
            throw_out_of_range("a whole number", "the type of the column beside it: write it as a wider one");
        return value_expression<Type>{{{static_cast<Type>(given)}}};
    } else {
        return detail::as_operand<Type>(static_cast<Given&&>(given));
    }
}

/// A value as the database has to see it: where a `real` and an integer meet, PostgreSQL would round to a `real`.
template <class Type, class Result, class Operand> constexpr auto widened(Operand operand) {
    constexpr type_kind result = kind_of<Result>;
    if constexpr (result == type_kind::double_precision && kind_of<Type> != result &&
                  kind_of<typename Operand::type> != result)
        return detail::make_expression<cast_node<double, typename Operand::node_type>>(std::move(operand));
    else
        return operand;
}

} // namespace detail
} // namespace v0
} // namespace refract
