// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/aggregate.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/expr/date.hpp>
#include <refract/expr/number_function.hpp>
#include <refract/expr/text_function.hpp>
#include <refract/expr/window.hpp>

#include <cstddef>

/// \file
/// Functions that are given too few arguments, or too many: a sentence instead of a list of candidates. One of the
/// arguments is an expression of ours, so that functions of other libraries with such names stay what they are.

namespace refract {
inline namespace v0 {
namespace detail {

template <std::size_t Count, class... Given>
concept miscounted = sizeof...(Given) != Count && (any_expression<Given> || ...);
template <class... Given>
concept lonely = sizeof...(Given) == 1 && (any_expression<Given> || ...);

} // namespace detail

#define REFRACT_REFUSE_ARGUMENTS(function, condition)                                                                  \
    template <class... Given>                                                                                          \
        requires condition                                                                                             \
    constexpr auto function(const Given&...) {                                                                         \
        return detail::refused<detail::failed<detail::rule::arguments_are_counted, Given...>>();                       \
    }
REFRACT_REFUSE_ARGUMENTS(lower, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(upper, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(trim, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(length, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(abs, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(nullif, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(round, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(power, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(mod, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(substring, (detail::miscounted<3, Given...>))
REFRACT_REFUSE_ARGUMENTS(replace, (detail::miscounted<3, Given...>))
REFRACT_REFUSE_ARGUMENTS(position, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(lpad, (detail::miscounted<3, Given...>))
REFRACT_REFUSE_ARGUMENTS(string_agg, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(count, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(sum, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(avg, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(min, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(max, (detail::miscounted<1, Given...>))
REFRACT_REFUSE_ARGUMENTS(case_when, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(nth_value, (detail::miscounted<2, Given...>))
REFRACT_REFUSE_ARGUMENTS(row_number, (detail::miscounted<0, Given...>))
REFRACT_REFUSE_ARGUMENTS(rank, (detail::miscounted<0, Given...>))
REFRACT_REFUSE_ARGUMENTS(dense_rank, (detail::miscounted<0, Given...>))
REFRACT_REFUSE_ARGUMENTS(percent_rank, (detail::miscounted<0, Given...>))
REFRACT_REFUSE_ARGUMENTS(cume_dist, (detail::miscounted<0, Given...>))
REFRACT_REFUSE_ARGUMENTS(coalesce, (detail::lonely<Given...>))
REFRACT_REFUSE_ARGUMENTS(greatest, (detail::lonely<Given...>))
REFRACT_REFUSE_ARGUMENTS(least, (detail::lonely<Given...>))
#undef REFRACT_REFUSE_ARGUMENTS

/// Without its unit, or with the unit behind.
template <detail::any_expression Moment, class... Given> constexpr auto date_trunc(const Moment&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();
}
/// Without its type, or with the type behind.
template <detail::any_expression Operand, class... Given> constexpr auto cast(const Operand&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();
}

} // namespace v0
} // namespace refract
