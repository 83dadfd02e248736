// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/schema/sql_type.hpp>
#include <refract/tree/operation.hpp>

#include <type_traits>

/// \file
/// What + and - mean between points in time, dates and lengths of time, and of which type the result is: as in
/// std::chrono, to which dates are added whole days.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_time(type_kind kind) {
    return kind == type_kind::timestamp || kind == type_kind::date || kind == type_kind::time ||
           kind == type_kind::interval;
}
template <class Left, class Right> inline constexpr bool are_times = is_time(kind_of<Left>) || is_time(kind_of<Right>);

template <class Length> inline constexpr bool counts_days = false;
template <class Length>
    requires std::is_integral_v<typename Length::rep>
inline constexpr bool counts_days<Length> = Length::period::den == 1 && Length::period::num % 86'400 == 0;

/// The operation that `add` or `subtract` of two times is; none if they do not go together.
template <operation Op, class Left, class Right> consteval operation operation_of_times() {
    constexpr type_kind left = kind_of<Left>, right = kind_of<Right>;
    constexpr bool adds = Op == operation::add;
    if constexpr (right == type_kind::interval) {
        if (left == type_kind::interval) return Op;
        if (left == type_kind::timestamp) return adds ? operation::add_to_moment : operation::subtract_from_moment;
        if (left == type_kind::date && counts_days<Right>)
            return adds ? operation::add_to_date : operation::subtract_from_date;
    } else if constexpr (left == right && !adds) {
        if (left == type_kind::timestamp) return operation::moments_between;
        if (left == type_kind::date) return operation::days_between;
    }
    return operation::none;
}

/// The common type of <chrono> where both are its own; else what holds microseconds.
template <class Left, class Right> consteval auto length_result() {
    if constexpr (requires { std::common_type_t<Left, Right>::period::num; })
        return std::type_identity<std::common_type_t<Left, Right>>{};
    else
        return std::type_identity<std::chrono::microseconds>{};
}
template <class Type> struct own_length {
    using type = Type;
};
template <class Moment>
    requires requires { typename Moment::clock; }
struct own_length<Moment> {
    using type = typename Moment::duration;
};

template <operation Op, class Left, class Right> consteval auto time_result() {
    using length =
        typename decltype(length_result<typename own_length<Left>::type, typename own_length<Right>::type>())::type;
    if constexpr (Op == operation::add_to_date || Op == operation::subtract_from_date)
        return std::type_identity<Left>{};
    else if constexpr (Op == operation::days_between)
        return std::type_identity<std::chrono::days>{};
    else if constexpr (Op == operation::add_to_moment || Op == operation::subtract_from_moment)
        return std::type_identity<std::chrono::time_point<std::chrono::system_clock, length>>{};
    else
        return std::type_identity<length>{};
}

/// Whether two are a length of time and a whole number.
template <class Length, class Number> inline constexpr bool is_length_and_count =
    kind_of<Length> == type_kind::interval && is_whole_number(kind_of<Number>);
/// What a part of a length has: halves of seconds are no seconds.
using length_quotient = std::chrono::microseconds;

} // namespace detail
} // namespace v0
} // namespace refract
