// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/aggregate.hpp>

#include <type_traits>

/// \file
/// Aggregates of statistics, and of conditions. SQLite has only the latter (E037).

namespace refract {
inline namespace v0 {
namespace detail {

/// An aggregate of two numbers in each row.
template <operation Op, class Left, class Right> constexpr auto make_pair_aggregate(const Left& y, const Right& x) {
    using check = first_failed_t<check_number<typename Left::type>, check_number<typename Right::type>>;
    if constexpr (is_passed<check>) {
        using held = decltype(detail::concat_all(y.bound, x.bound));
        return open_aggregate<aggregate_head<Op, double>, false, held, typename Left::node_type,
                              typename Right::node_type>{{{detail::concat_all(y.bound, x.bound)}}};
    } else {
        return refused<check>();
    }
}

/// A share of the rows in an order, which is said behind it. It has no window.
template <class Node, class Values> struct ordered_set : expression<Node, Values> {
    using expression<Node, Values>::operator=; // which refuses, as that below
};
template <class Node, class Values> inline constexpr bool is_expression<ordered_set<Node, Values>> = true;
template <operation Op, bool Filtered, class Type, class... Operand> using ordered_set_node =
    aggregate_node<Op, false, Filtered, Type, Operand...>;

template <operation Op, class Type, class Values, class... Operand> struct percentile_of
    : expression<ordered_set_node<Op, false, Type, Operand...>, Values> {
    using expression<ordered_set_node<Op, false, Type, Operand...>, Values>::operator=;

    template <any_expression Condition> constexpr auto filter(const Condition& condition) const {
        require<check_boolean<typename Condition::type>>();
        using made = ordered_set_node<Op, true, Type, Operand..., typename Condition::node_type>;
        using held = decltype(detail::concat_all(this->bound, condition.bound));
        return expression<made, held>{detail::concat_all(this->bound, condition.bound)};
    }
};
template <operation Op, class Type, class Values, class... Operand>
inline constexpr bool is_expression<percentile_of<Op, Type, Values, Operand...>> = true;

template <operation Op> struct percentile {
    double share;

    /// `WITHIN GROUP (ORDER BY x)`; the order may descend.
    template <order_part Term> constexpr auto within_group(const Term& term) const {
        using ordered = ordering_node_of<Term>;
        using given = typename ordered::type;
        using check = std::conditional_t<Op == operation::percentile_cont, check_number<given>, passed>;
        if constexpr (is_passed<check>) {
            using type = std::conditional_t<Op == operation::percentile_cont, double, given>;
            const values<double> fraction{share};
            using held = decltype(detail::concat_all(fraction, term.bound));
            return percentile_of<Op, type, held, value_node<double>, group_node<ordered>>{
                {detail::concat_all(fraction, term.bound)}};
        } else {
            return refused<check>();
        }
    }
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || !(order_part<Wrong> && ...))
    constexpr auto within_group(const Wrong&...) const {
        return refused<failed<rule::percentile_is_within_group, Wrong...>>();
    }
    template <class... Wrong> constexpr auto order_by(const Wrong&...) const {
        return refused<failed<rule::percentile_is_within_group, Wrong...>>();
    }
};

} // namespace detail

/// Whether the condition holds in all rows, without those in which it is NULL; NULL of no rows.
template <detail::any_expression Condition> constexpr auto bool_and(const Condition& condition) {
    detail::require<detail::check_boolean<typename Condition::type>>();
    return detail::make_aggregate<detail::operation::bool_and, bool>(condition);
}
/// Whether the condition holds in some row; NULL of no rows.
template <detail::any_expression Condition> constexpr auto bool_or(const Condition& condition) {
    detail::require<detail::check_boolean<typename Condition::type>>();
    return detail::make_aggregate<detail::operation::bool_or, bool>(condition);
}
/// The standard deviation: of a sample, or of everything there is (`_pop`). NULL of too few rows.
template <detail::any_expression Number> constexpr auto stddev_samp(const Number& number) {
    return detail::make_number_aggregate<detail::operation::stddev_samp, double>(number);
}
template <detail::any_expression Number> constexpr auto stddev_pop(const Number& number) {
    return detail::make_number_aggregate<detail::operation::stddev_pop, double>(number);
}
/// The variance, likewise.
template <detail::any_expression Number> constexpr auto var_samp(const Number& number) {
    return detail::make_number_aggregate<detail::operation::var_samp, double>(number);
}
template <detail::any_expression Number> constexpr auto var_pop(const Number& number) {
    return detail::make_number_aggregate<detail::operation::var_pop, double>(number);
}
/// How far two numbers go together, from -1 to 1.
template <detail::any_expression Left, detail::any_expression Right>
constexpr auto corr(const Left& y, const Right& x) {
    return detail::make_pair_aggregate<detail::operation::corr>(y, x);
}
template <detail::any_expression Left, detail::any_expression Right>
constexpr auto covar_samp(const Left& y, const Right& x) {
    return detail::make_pair_aggregate<detail::operation::covar_samp>(y, x);
}
template <detail::any_expression Left, detail::any_expression Right>
constexpr auto covar_pop(const Left& y, const Right& x) {
    return detail::make_pair_aggregate<detail::operation::covar_pop>(y, x);
}
/// The line through points (x, y) with the least squares: how much y grows with x, and where it begins.
template <detail::any_expression Left, detail::any_expression Right>
constexpr auto regr_slope(const Left& y, const Right& x) {
    return detail::make_pair_aggregate<detail::operation::regr_slope>(y, x);
}
template <detail::any_expression Left, detail::any_expression Right>
constexpr auto regr_intercept(const Left& y, const Right& x) {
    return detail::make_pair_aggregate<detail::operation::regr_intercept>(y, x);
}
/// The number below which a share of the rows lies, between two of them if need be:
/// `percentile_cont(0.5).within_group(col<&Sale::amount>)` is the median.
constexpr auto percentile_cont(double share) { return detail::percentile<detail::operation::percentile_cont>{share}; }
/// The same as a value that a row has, of any type that has an order.
constexpr auto percentile_disc(double share) { return detail::percentile<detail::operation::percentile_disc>{share}; }

} // namespace v0
} // namespace refract
