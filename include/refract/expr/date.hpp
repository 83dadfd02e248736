// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/expr/function.hpp>

#include <cstdint>

/// \file
/// Parts of dates and times, to filter and to group by. Points in time are taken in UTC.

namespace refract {
inline namespace v0 {
namespace detail {

/// The part of a type that has it: a point in time has all, a date and a time of day their own.
template <class Type> using check_has_date =
    check_that<kind_of<Type> == type_kind::timestamp || kind_of<Type> == type_kind::date, rule::operand_is_time, Type>;
template <class Type> using check_has_clock =
    check_that<kind_of<Type> == type_kind::timestamp || kind_of<Type> == type_kind::time, rule::operand_is_time, Type>;

struct date_operand {
    using stored = void;
    template <class Type> using check = check_has_date<Type>;
};
struct clock_operand {
    using stored = void;
    template <class Type> using check = check_has_clock<Type>;
};

template <date_unit Unit, class Type> using check_truncates =
    check_that<kind_of<Type> == type_kind::timestamp || (kind_of<Type> == type_kind::date && Unit < date_unit::day),
               rule::operand_is_time, Type>;

} // namespace detail

/// The beginning of the unit in which a point in time or a date lies, in UTC: `date_trunc<date_unit::month>(x)` is the
/// first of its month.
template <date_unit Unit, detail::any_expression Moment> constexpr auto date_trunc(const Moment& moment) {
    using type = typename Moment::type;
    if constexpr (detail::is_passed<detail::check_truncates<Unit, type>>) {
        constexpr auto op = detail::kind_of<type> == type_kind::date ? detail::operation::truncate_date
                                                                     : detail::operation::truncate_moment;
        return detail::make_expression<detail::truncated_node<op, Unit, type, typename Moment::node_type>>(
            detail::as_operand<void>(moment));
    } else {
        return detail::refused<detail::check_truncates<Unit, type>>();
    }
}

/// The year: `extract(year FROM x)`, on SQLite `strftime('%Y', substr(x, 1, 10))` as a number.
template <detail::any_expression Moment> constexpr auto year_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::year_of, std::int64_t, detail::date_operand>(moment);
}
/// The month, 1 to 12.
template <detail::any_expression Moment> constexpr auto month_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::month_of, std::int64_t, detail::date_operand>(moment);
}
/// The day of the month, 1 to 31.
template <detail::any_expression Moment> constexpr auto day_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::day_of, std::int64_t, detail::date_operand>(moment);
}
/// The day of the week, from 0 for Sunday to 6, as std::chrono::weekday counts.
template <detail::any_expression Moment> constexpr auto weekday_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::weekday_of, std::int64_t, detail::date_operand>(moment);
}
/// The hour, 0 to 23.
template <detail::any_expression Moment> constexpr auto hour_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::hour_of, std::int64_t, detail::clock_operand>(moment);
}
/// The minute, 0 to 59.
template <detail::any_expression Moment> constexpr auto minute_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::minute_of, std::int64_t, detail::clock_operand>(moment);
}
/// The whole second, 0 to 59.
template <detail::any_expression Moment> constexpr auto second_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::second_of, std::int64_t, detail::clock_operand>(moment);
}
/// The quarter of the year, 1 to 4.
template <detail::any_expression Moment> constexpr auto quarter_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::quarter_of, std::int64_t, detail::date_operand>(moment);
}
/// The week of ISO 8601, 1 to 53: it begins on Monday, and the first one has the year's first Thursday.
template <detail::any_expression Moment> constexpr auto week_of(const Moment& moment) {
    return detail::make_typed_function<detail::operation::week_of, std::int64_t, detail::date_operand>(moment);
}
/// The day of the year, 1 to 366.
template <detail::any_expression Moment> constexpr auto day_of_year(const Moment& moment) {
    return detail::make_typed_function<detail::operation::day_of_year, std::int64_t, detail::date_operand>(moment);
}

} // namespace v0
} // namespace refract
