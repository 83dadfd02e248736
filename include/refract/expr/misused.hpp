// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/array.hpp>
#include <refract/expr/bits.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/expr/date.hpp>
#include <refract/expr/full_text.hpp>
#include <refract/expr/grouping.hpp>
#include <refract/expr/json.hpp>
#include <refract/expr/number_function.hpp>
#include <refract/expr/row_list.hpp>
#include <refract/expr/statistics.hpp>
#include <refract/expr/subquery.hpp>
#include <refract/expr/text_search.hpp>

#include <cstddef>
#include <limits>
#include <type_traits>

/// \file
/// Functions of SQL that are given too few arguments, too many, or what they do not take: a sentence instead of a list
/// of candidates. Each function is one line of a table. Functions of other libraries with such names stay what they
/// are: what is here takes an expression of ours, or converts what it takes, so that the compiler comes to it last.

namespace refract {
inline namespace v0 {
namespace detail {

/// Stands for a call that was refused: an expression that takes all that is said to functions.
struct refused_call : refused_expression {
    template <class... Said> constexpr refused_call over(const Said&...) const { return {}; }
    template <class... Said> constexpr refused_call order_by(const Said&...) const { return {}; }
    template <class... Said> constexpr refused_call filter(const Said&...) const { return {}; }
    template <class... Said> constexpr refused_call distinct(const Said&...) const { return {}; }
    template <class... Said> constexpr refused_call within_group(const Said&...) const { return {}; }
};
template <> inline constexpr bool is_expression<refused_call> = true;

template <class Given> using argument_mistake =
    typename std::conditional_t<any_expression<Given>, std::type_identity<passed>,
                                std::type_identity<function_mistake<Given>>>::type;
/// What is wrong with the arguments of a function that takes at least and at most so many.
template <std::size_t Least, std::size_t Most, class... Given> using call_mistake = first_failed_t<
    check_that<Least <= sizeof...(Given) && sizeof...(Given) <= Most, rule::arguments_are_counted, Given...>,
    argument_mistake<Given>..., failed<rule::function_takes_expression, Given...>>;
template <std::size_t Least, std::size_t Most, class... Given> constexpr auto refused_arguments() {
    require<call_mistake<Least, Most, Given...>>();
    return refused_call{};
}

template <class... Given>
concept some_expression = (any_expression<Given> || ...);
template <std::size_t Count, class... Given>
concept miscounted = sizeof...(Given) != Count && some_expression<Given...>;

inline constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

// Operators that SQL does not have. Their type is written, so that a concept that asks for them is not refused.
template <any_expression Operand> constexpr refused_expression operator+(const Operand&) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator*(const Operand&) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator&(const Operand&) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator++(const Operand&) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator--(const Operand&) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator++(const Operand&, int) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}
template <any_expression Operand> constexpr refused_expression operator--(const Operand&, int) {
    return refused<failed<rule::operator_is_of_sql, Operand>>();
}

/// An argument of a function that takes none.
struct surplus_argument {
    template <class Given> constexpr surplus_argument(const Given&) {
        require<failed<rule::arguments_are_counted, Given>>();
    }
};

/// What stands for a row among rows and is none.
struct wrong_row {
    template <class Given> constexpr wrong_row(const Given&) { require<failed<rule::row_is_in_rows, Given>>(); }
};

} // namespace detail

/// A function of at least and at most so many arguments.
#define REFRACT_REFUSE(function, least, most)                                                                          \
    template <class... Given>                                                                                          \
        requires detail::some_expression<Given...>                                                                     \
    constexpr auto function(const Given&...) {                                                                         \
        return detail::refused_arguments<least, most, Given...>();                                                     \
    }                                                                                                                  \
    template <class Unwanted = detail::no_argument>                                                                    \
    constexpr auto function(detail::wrong_argument = Unwanted{}, detail::further_argument = {},                        \
                            detail::further_argument = {}, detail::further_argument = {}) {                            \
        return detail::refused_call{};                                                                                 \
    }
REFRACT_REFUSE(lower, 1, 1)
REFRACT_REFUSE(upper, 1, 1)
REFRACT_REFUSE(trim, 1, 1)
REFRACT_REFUSE(trim_start, 1, 1)
REFRACT_REFUSE(trim_end, 1, 1)
REFRACT_REFUSE(reverse, 1, 1)
REFRACT_REFUSE(length, 1, 1)
REFRACT_REFUSE(abs, 1, 1)
REFRACT_REFUSE(sign, 1, 1)
REFRACT_REFUSE(floor, 1, 1)
REFRACT_REFUSE(ceil, 1, 1)
REFRACT_REFUSE(sqrt, 1, 1)
REFRACT_REFUSE(exp, 1, 1)
REFRACT_REFUSE(ln, 1, 1)
REFRACT_REFUSE(round, 2, 2)
REFRACT_REFUSE(power, 2, 2)
REFRACT_REFUSE(mod, 2, 2)
REFRACT_REFUSE(nullif, 2, 2)
REFRACT_REFUSE(coalesce, 2, detail::any_number)
REFRACT_REFUSE(greatest, 2, detail::any_number)
REFRACT_REFUSE(least, 2, detail::any_number)
REFRACT_REFUSE(concat, 1, detail::any_number)
REFRACT_REFUSE(replace, 3, 3)
REFRACT_REFUSE(substring, 3, 3)
REFRACT_REFUSE(position, 2, 2)
REFRACT_REFUSE(lpad, 3, 3)
REFRACT_REFUSE(bit_and, 2, 2)
REFRACT_REFUSE(bit_or, 2, 2)
REFRACT_REFUSE(bit_xor, 2, 2)
REFRACT_REFUSE(bit_not, 1, 1)
REFRACT_REFUSE(shift_left, 2, 2)
REFRACT_REFUSE(shift_right, 2, 2)
REFRACT_REFUSE(year_of, 1, 1)
REFRACT_REFUSE(month_of, 1, 1)
REFRACT_REFUSE(day_of, 1, 1)
REFRACT_REFUSE(weekday_of, 1, 1)
REFRACT_REFUSE(hour_of, 1, 1)
REFRACT_REFUSE(minute_of, 1, 1)
REFRACT_REFUSE(second_of, 1, 1)
REFRACT_REFUSE(quarter_of, 1, 1)
REFRACT_REFUSE(week_of, 1, 1)
REFRACT_REFUSE(day_of_year, 1, 1)
REFRACT_REFUSE(sum, 1, 1)
REFRACT_REFUSE(avg, 1, 1)
REFRACT_REFUSE(min, 1, 1)
REFRACT_REFUSE(max, 1, 1)
REFRACT_REFUSE(string_agg, 2, 2)
REFRACT_REFUSE(bool_and, 1, 1)
REFRACT_REFUSE(bool_or, 1, 1)
REFRACT_REFUSE(stddev_samp, 1, 1)
REFRACT_REFUSE(stddev_pop, 1, 1)
REFRACT_REFUSE(var_samp, 1, 1)
REFRACT_REFUSE(var_pop, 1, 1)
REFRACT_REFUSE(corr, 2, 2)
REFRACT_REFUSE(covar_samp, 2, 2)
REFRACT_REFUSE(covar_pop, 2, 2)
REFRACT_REFUSE(regr_slope, 2, 2)
REFRACT_REFUSE(regr_intercept, 2, 2)
REFRACT_REFUSE(percentile_cont, 1, 1)
REFRACT_REFUSE(percentile_disc, 1, 1)
REFRACT_REFUSE(ntile, 1, 1)
REFRACT_REFUSE(lag, 1, 3)
REFRACT_REFUSE(lead, 1, 3)
REFRACT_REFUSE(first_value, 1, 1)
REFRACT_REFUSE(last_value, 1, 1)
REFRACT_REFUSE(nth_value, 2, 2)
REFRACT_REFUSE(rollup, 1, detail::any_number)
REFRACT_REFUSE(cube, 1, detail::any_number)
REFRACT_REFUSE(grouping_sets, 1, detail::any_number)
REFRACT_REFUSE(grouping, 1, detail::any_number)
REFRACT_REFUSE(contained_by, 2, 2)
REFRACT_REFUSE(overlaps, 2, 2)
REFRACT_REFUSE(array_cat, 2, 2)
REFRACT_REFUSE(array_append, 2, 2)
REFRACT_REFUSE(array_prepend, 2, 2)
REFRACT_REFUSE(array_remove, 2, 2)
REFRACT_REFUSE(array_replace, 3, 3)
REFRACT_REFUSE(array_position, 2, 2)
REFRACT_REFUSE(array_element, 2, 2)
REFRACT_REFUSE(array_to_string, 2, 2)
REFRACT_REFUSE(cardinality, 1, 1)
REFRACT_REFUSE(json_array_length, 1, 1)
REFRACT_REFUSE(exists, 1, 1)
REFRACT_REFUSE(scalar, 1, 1)
REFRACT_REFUSE(any_of, 1, 1)
REFRACT_REFUSE(all_of, 1, 1)
#undef REFRACT_REFUSE

/// A function that takes none, or none as well.
#define REFRACT_REFUSE_SURPLUS(function, most)                                                                         \
    template <class... Given>                                                                                          \
        requires detail::some_expression<Given...>                                                                     \
    constexpr auto function(const Given&...) {                                                                         \
        return detail::refused_arguments<0, most, Given...>();                                                         \
    }                                                                                                                  \
    template <class = void>                                                                                            \
    constexpr auto function(std::conditional_t<most == 0, detail::surplus_argument, detail::wrong_argument>,           \
                            detail::further_argument = {}, detail::further_argument = {}) {                            \
        return detail::refused_call{};                                                                                 \
    }
REFRACT_REFUSE_SURPLUS(count, 1)
REFRACT_REFUSE_SURPLUS(row_number, 0)
REFRACT_REFUSE_SURPLUS(rank, 0)
REFRACT_REFUSE_SURPLUS(dense_rank, 0)
REFRACT_REFUSE_SURPLUS(percent_rank, 0)
REFRACT_REFUSE_SURPLUS(cume_dist, 0)
#undef REFRACT_REFUSE_SURPLUS

/// The time of the database, which is told nothing but its unit.
template <class Duration = std::chrono::microseconds>
constexpr auto now(detail::surplus_argument, detail::further_argument = {}) {
    return detail::refused_call{};
}
/// A row that is no tuple, or holds no column.
template <class Unwanted = detail::no_argument>
constexpr auto in(detail::wrong_row = Unwanted{}, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::refused_call{};
}
/// The same.
template <class Unwanted = detail::no_argument>
constexpr auto not_in(detail::wrong_row = Unwanted{}, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::refused_call{};
}

/// A function with something between < and >, which no other library's function takes.
#define REFRACT_REFUSE_OF(head, function, least, most)                                                                 \
    template <head, class... Given> constexpr auto function(const Given&...) {                                         \
        return detail::refused_arguments<least, most, Given...>();                                                     \
    }
REFRACT_REFUSE_OF(class Type, cast, 1, 1)
REFRACT_REFUSE_OF(date_unit Unit, date_trunc, 1, 1)
REFRACT_REFUSE_OF(class Item = void, array_agg, 1, 1)
REFRACT_REFUSE_OF(class Item = void, json_array_of, 1, 1)
REFRACT_REFUSE_OF(fixed_string Configuration, text_search, 2, 2)
REFRACT_REFUSE_OF(fixed_string Configuration, text_search_rank, 2, 2)
REFRACT_REFUSE_OF(fixed_string Configuration, text_search_headline, 2, 2)
REFRACT_REFUSE_OF(class Source, full_text_match, 1, 1)
REFRACT_REFUSE_OF(auto Member, full_text_match, 1, 1)
REFRACT_REFUSE_OF(auto Member, full_text_highlight, 2, 2)
REFRACT_REFUSE_OF(auto Member, full_text_snippet, 4, 4)
#undef REFRACT_REFUSE_OF

/// A weight that is no number.
template <class Source, class... Wrong>
    requires(!(std::is_arithmetic_v<Wrong> && ...))
constexpr auto full_text_rank(const Wrong&...) {
    return detail::refused_arguments<0, detail::any_number, Wrong...>();
}
/// A value that is no expression.
template <class Row, class... Wrong>
    requires(!(detail::any_expression<Wrong> && ...))
constexpr auto json_object(const Wrong&...) {
    return detail::refused_arguments<0, detail::any_number, Wrong...>();
}
/// A key that is no expression.
template <class... Wrong>
    requires(!(detail::any_expression<Wrong> && ...))
constexpr auto grouping_set(const Wrong&...) {
    return detail::refused_arguments<0, detail::any_number, Wrong...>();
}
/// A condition without its value, or with more than one.
template <class... Given>
    requires detail::miscounted<2, Given...>
constexpr auto case_when(const Given&...) {
    return detail::refused_arguments<2, 2, Given...>();
}
/// A column where a row is meant, which is a tuple.
template <detail::any_expression Left, class... Given> constexpr auto in(const Left&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::row_is_in_rows, Left, Given...>>();
}
/// The same.
template <detail::any_expression Left, class... Given> constexpr auto not_in(const Left&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::row_is_in_rows, Left, Given...>>();
}

/// Without its unit, or with the unit behind.
template <detail::any_expression Moment, class... Given> constexpr auto date_trunc(const Moment&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();
}
/// Without the rules of a language, or with their name behind.
#define REFRACT_REFUSE_UNNAMED(function)                                                                               \
    template <class... Given>                                                                                          \
        requires detail::some_expression<Given...>                                                                     \
    constexpr auto function(const Given&...) {                                                                         \
        return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();                            \
    }
REFRACT_REFUSE_UNNAMED(text_search)
REFRACT_REFUSE_UNNAMED(text_search_rank)
REFRACT_REFUSE_UNNAMED(text_search_headline)
#undef REFRACT_REFUSE_UNNAMED
/// Without its type, or with the type behind.
template <detail::any_expression Operand, class... Given> constexpr auto cast(const Operand&, const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();
}

} // namespace v0
} // namespace refract
