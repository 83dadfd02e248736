// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/expression.hpp>

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// Expressions side by side, as a part of a window.
template <class... Item> struct group_node : node_base<group_node<Item...>, void, Item...> {
    static constexpr node describe() { return {.kind = node_kind::group}; }
};
template <class Function, class Partition, class Order> struct window_node
    : node_base<window_node<Function, Partition, Order>, typename Function::type, Function, Partition, Order> {
    static constexpr node describe() { return {.kind = node_kind::window}; }
};

/// The expressions by which a window is partitioned, or ordered.
template <class Group, class Values> struct window_part {
    using group = Group;
    [[no_unique_address]] Values bound;
};
template <class Group, class Values> struct window_partition : window_part<Group, Values> {
    static constexpr bool orders = false;
};
template <class Group, class Values> struct window_order : window_part<Group, Values> {
    static constexpr bool orders = true;
};
using no_partition = window_partition<group_node<>, values<>>;
using no_order = window_order<group_node<>, values<>>;

template <class Function, class Held, class Partition, class Order>
constexpr auto make_window(const Held& held, const Partition& partition, const Order& order) {
    using made = window_node<Function, typename Partition::group, typename Order::group>;
    using all = decltype(detail::concat_all(held, partition.bound, order.bound));
    return expression<made, all>{detail::concat_all(held, partition.bound, order.bound)};
}

/// A function over the rows of a window: `over()`, `over(partition_by(...))`, `over(order_by(...))`, or both.
template <class Node, class Values> struct windowed {
    static constexpr auto over(const Values& held) {
        return detail::make_window<Node>(held, no_partition{}, no_order{});
    }
    template <class Group, class Bound>
    static constexpr auto over(const Values& held, const window_partition<Group, Bound>& partition) {
        return detail::make_window<Node>(held, partition, no_order{});
    }
    template <class Group, class Bound>
    static constexpr auto over(const Values& held, const window_order<Group, Bound>& order) {
        return detail::make_window<Node>(held, no_partition{}, order);
    }
    template <class First, class Held, class Second, class Kept> static constexpr auto
    over(const Values& held, const window_partition<First, Held>& partition, const window_order<Second, Kept>& order) {
        return detail::make_window<Node>(held, partition, order);
    }
    template <class... Wrong> static constexpr auto over(const Values&, const Wrong&...) {
        return refused<failed<rule::function_takes_expression, Wrong...>>();
    }
};

/// A function that has a meaning in a window only.
template <operation Op> struct window_function {
    template <class... Part> constexpr auto over(const Part&... part) const {
        return windowed<function_node<Op, std::int64_t>, values<>>::over(values<>{}, part...);
    }
};

} // namespace detail

/// Windows of rows that are alike in these: `PARTITION BY a, b`.
template <detail::any_expression... Item> constexpr auto partition_by(const Item&... item) {
    using group = detail::group_node<typename Item::node_type...>;
    return detail::window_partition<group, decltype(detail::concat_all(item.bound...))>{
        {detail::concat_all(item.bound...)}};
}
template <class... Wrong>
    requires(!(detail::any_expression<Wrong> && ...))
constexpr auto partition_by(const Wrong&...) {
    detail::require<detail::failed<detail::rule::clause_takes_expressions, Wrong...>>();
    return detail::no_partition{};
}
/// The order of the rows in a window: `ORDER BY a, b DESC`.
template <detail::order_part... Term> constexpr auto order_by(const Term&... term) {
    using group = detail::group_node<detail::ordering_node_of<Term>...>;
    return detail::window_order<group, decltype(detail::concat_all(term.bound...))>{
        {detail::concat_all(term.bound...)}};
}
template <class... Wrong>
    requires(!(detail::order_part<Wrong> && ...))
constexpr auto order_by(const Wrong&...) {
    detail::require<detail::failed<detail::rule::clause_takes_expressions, Wrong...>>();
    return detail::no_order{};
}
/// The number of a row in its window, from 1.
constexpr auto row_number() { return detail::window_function<detail::operation::row_number>{}; }
/// The number of the first of the rows that are alike in the window's order: 1, 2, 2, 4.
constexpr auto rank() { return detail::window_function<detail::operation::rank>{}; }
/// The same without gaps: 1, 2, 2, 3.
constexpr auto dense_rank() { return detail::window_function<detail::operation::dense_rank>{}; }

} // namespace v0
} // namespace refract
