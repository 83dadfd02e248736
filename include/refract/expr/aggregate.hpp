// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/operators.hpp>
#include <refract/expr/window.hpp>

#include <cstdint>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, bool Distinct, bool Filtered, class Type, class... Operand> struct aggregate_node
    : node_base<aggregate_node<Op, Distinct, Filtered, Type, Operand...>, Type, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::aggregate, .op = Op, .distinct = Distinct, .filtered = Filtered};
    }
};

struct star_node : node_base<star_node, bool> {
    static constexpr node describe() { return {.kind = node_kind::star}; }
};

/// An aggregate: one value of a group of rows, or with `over` of a window of rows.
template <class Node, class Values> struct aggregate_base : expression<Node, Values> {
    using expression<Node, Values>::operator=; // which refuses, as those below
    template <any_window_part... Part> REFRACT_ONCE constexpr auto over(const Part&... part) const {
        return detail::make_whole_window(part...).template over<Node>(this->bound);
    }
    template <class... Wrong>
        requires(!(any_window_part<Wrong> && ...))
    REFRACT_ONCE constexpr auto over(const Wrong&...) const {
        return refused<failed<rule::function_takes_expression, Wrong...>>();
    }
};
template <class Node, class Values> inline constexpr bool is_expression<aggregate_base<Node, Values>> = true;

template <operation Op, bool Distinct, class Type, class Operand, class Values> struct aggregate_expression;
/// Stands for an aggregate of what was refused.
using refused_aggregate = aggregate_expression<operation::count, false, refused_type, refused_node, values<>>;

/// An aggregate that can be made distinct and filtered.
template <operation Op, bool Distinct, class Type, class Operand, class Values> struct aggregate_expression
    : aggregate_base<aggregate_node<Op, Distinct, false, Type, Operand>, Values> {
    using aggregate_base<aggregate_node<Op, Distinct, false, Type, Operand>, Values>::operator=;

    /// Only different values: `count(DISTINCT x)`.
    template <class... Unwanted> REFRACT_ONCE constexpr auto distinct(const Unwanted&...) const {
        require<first_failed_t<check_counted<sizeof...(Unwanted) == 0, Unwanted...>,
                               check_that<!std::is_same_v<Operand, star_node>, rule::distinct_has_operand>>>();
        return aggregate_expression<Op, true, Type, Operand, Values>{{{this->bound}}};
    }
    /// Only the rows that satisfy the condition: `FILTER (WHERE ...)`.
    template <any_expression Condition> REFRACT_ONCE constexpr auto filter(const Condition& condition) const {
        require<check_boolean<typename Condition::type>>();
        using made = aggregate_node<Op, Distinct, true, Type, Operand, typename Condition::node_type>;
        using held = decltype(detail::concat_all(this->bound, condition.bound));
        return aggregate_base<made, held>{{detail::concat_all(this->bound, condition.bound)}};
    }
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || !(any_expression<Wrong> && ...))
    REFRACT_ONCE constexpr auto filter(const Wrong&...) const {
        require<conditions_mistake<Wrong...>>();
        return refused_aggregate{};
    }
};
template <operation Op, bool Distinct, class Type, class Operand, class Values>
inline constexpr bool is_expression<aggregate_expression<Op, Distinct, Type, Operand, Values>> = true;

template <operation Op, class Type, class Operand> REFRACT_ONCE constexpr auto make_aggregate(const Operand& operand) {
    return aggregate_expression<Op, false, Type, typename Operand::node_type,
                                std::remove_const_t<decltype(operand.bound)>>{{{operand.bound}}};
}

template <operation Op, class Type, class Operand>
REFRACT_ONCE constexpr auto make_number_aggregate(const Operand& operand) {
    using check = check_number<typename Operand::type>;
    constexpr bool adds_lengths =
        (Op == operation::sum || Op == operation::avg) && kind_of<typename Operand::type> == type_kind::interval;
    if constexpr (adds_lengths || is_passed<check>)
        return detail::make_aggregate<Op, Type>(operand);
    else
        return detail::make_aggregate<Op, refused_type>(refused<check>());
}

/// An aggregate of any operands, which can be made distinct, ordered and filtered. `Head` has its nodes.
template <class Head, bool Distinct, class Values, class... Operand> struct open_aggregate
    : aggregate_base<typename Head::template node<Distinct, false, Operand...>, Values> {
    using aggregate_base<typename Head::template node<Distinct, false, Operand...>, Values>::operator=;

    /// Only different values; on SQLite a second operand, as a separator, cannot stand beside it.
    template <class... Unwanted> REFRACT_ONCE constexpr auto distinct(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return open_aggregate<Head, true, Values, Operand...>{{{this->bound}}};
    }
    /// The order in which it takes the rows (SQLite since 3.44).
    template <order_part... Term>
        requires(sizeof...(Term) > 0)
    REFRACT_ONCE constexpr auto order_by(const Term&... term) const {
        require<check_that<!(is_group<Operand> || ...), rule::clause_once>>();
        using held = decltype(detail::concat_all(this->bound, term.bound...));
        return open_aggregate<Head, Distinct, held, Operand..., group_node<ordering_node_of<Term>...>>{
            {{detail::concat_all(this->bound, term.bound...)}}};
    }
    template <class... Wrong>
        requires(sizeof...(Wrong) == 0 || !(order_part<Wrong> && ...))
    REFRACT_ONCE constexpr auto order_by(const Wrong&...) const {
        require<clause_mistake<Wrong...>>();
        return *this;
    }
    template <any_expression Condition> REFRACT_ONCE constexpr auto filter(const Condition& condition) const {
        require<check_boolean<typename Condition::type>>();
        using made = typename Head::template node<Distinct, true, Operand..., typename Condition::node_type>;
        using held = decltype(detail::concat_all(this->bound, condition.bound));
        return aggregate_base<made, held>{{detail::concat_all(this->bound, condition.bound)}};
    }
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || !(any_expression<Wrong> && ...))
    REFRACT_ONCE constexpr auto filter(const Wrong&...) const {
        require<conditions_mistake<Wrong...>>();
        return refused_aggregate{};
    }
};
template <class Head, bool Distinct, class Values, class... Operand>
inline constexpr bool is_expression<open_aggregate<Head, Distinct, Values, Operand...>> = true;

/// An aggregate of the library's own: which one, and of which type.
template <operation Op, class Type> struct aggregate_head {
    template <bool Distinct, bool Filtered, class... Operand> using node =
        aggregate_node<Op, Distinct, Filtered, Type, Operand...>;
};

/// Sums widen, so that they do not overflow where their column does not; a type of the program's own stays if it is
/// stored as widely as its sum.
template <class Type> REFRACT_ONCE constexpr auto summed() {
    constexpr type_kind kind = kind_of<Type>;
    if constexpr (std::is_integral_v<Type> || kind == type_kind::small_integer || kind == type_kind::integer)
        return std::type_identity<std::int64_t>{};
    else if constexpr (std::is_floating_point_v<Type> || kind == type_kind::real)
        return std::type_identity<double>{};
    else
        return std::type_identity<Type>{};
}
template <class Type> using sum_type = typename decltype(summed<Type>())::type;
/// A number of any size keeps its digits in an average as well; lengths of time have one in microseconds.
template <class Type> using avg_type =
    std::conditional_t<kind_of<Type> == type_kind::numeric, Type,
                       std::conditional_t<kind_of<Type> == type_kind::interval, length_quotient, double>>;

} // namespace detail

/// `count(*)`: the number of rows.
REFRACT_ONCE constexpr auto count() {
    return detail::aggregate_expression<detail::operation::count, false, std::int64_t, detail::star_node,
                                        detail::values<>>{};
}
/// The number of rows in which the expression is not NULL.
template <detail::any_expression Operand> REFRACT_ONCE constexpr auto count(const Operand& operand) {
    return detail::make_aggregate<detail::operation::count, std::int64_t>(operand);
}
/// Of numbers or lengths of time; NULL of no rows. Whole numbers add up to std::int64_t, an overflow is the database's
/// error.
template <detail::any_expression Operand> REFRACT_ONCE constexpr auto sum(const Operand& operand) {
    return detail::make_number_aggregate<detail::operation::sum, detail::sum_type<typename Operand::type>>(operand);
}
/// A double, or a number of any size if the column holds such; of lengths of time their sum divided by their
/// number, cut to the microsecond. NULL of no rows.
template <detail::any_expression Operand> REFRACT_ONCE constexpr auto avg(const Operand& operand) {
    return detail::make_number_aggregate<detail::operation::avg, detail::avg_type<typename Operand::type>>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> REFRACT_ONCE constexpr auto min(const Operand& operand) {
    return detail::make_aggregate<detail::operation::min, typename Operand::type>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> REFRACT_ONCE constexpr auto max(const Operand& operand) {
    return detail::make_aggregate<detail::operation::max, typename Operand::type>(operand);
}
/// The texts of a group with a separator between them: `string_agg(x, ', ').order_by(y)`; NULL of no rows.
///
/// SQL: `string_agg` on PostgreSQL, `group_concat` on SQLite.
template <detail::any_expression Text, class Separator>
REFRACT_ONCE constexpr auto string_agg(const Text& text, const Separator& separator) {
    using second = detail::operand_t<std::string, Separator>;
    using check =
        detail::first_failed_t<detail::check_text<typename Text::type>, detail::check_text<typename second::type>>;
    if constexpr (detail::is_passed<check>) {
        const auto between = detail::as_operand<std::string>(separator);
        using held = decltype(detail::concat_all(text.bound, between.bound));
        return detail::open_aggregate<detail::aggregate_head<detail::operation::string_agg, std::string>, false, held,
                                      typename Text::node_type, typename second::node_type>{
            {{detail::concat_all(text.bound, between.bound)}}};
    } else {
        return detail::refused<check>();
    }
}

} // namespace v0
} // namespace refract
