// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/function.hpp>
#include <refract/expr/operators.hpp>
#include <refract/tree/frame.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// Expressions side by side, as a part of a window.
template <class... Item> struct group_node : node_base<group_node<Item...>, void, Item...> {
    static constexpr node describe() { return {.kind = node_kind::group}; }
};
template <class Node> inline constexpr bool is_group = false;
template <class... Item> inline constexpr bool is_group<group_node<Item...>> = true;
/// The rows of a window that a function sees; its operands are the numbers in its bounds.
template <frame Shape, class... Offset> struct frame_node : node_base<frame_node<Shape, Offset...>, void, Offset...> {
    static constexpr node describe() { return {.kind = node_kind::frame, .column = Shape.packed()}; }
};
template <class Function, class... Part> struct window_node
    : node_base<window_node<Function, Part...>, typename Function::type, Function, Part...> {
    static constexpr node describe() { return {.kind = node_kind::window}; }
};

enum class window_place : std::uint8_t { partition, order, frame, whole };
inline constexpr std::size_t window_place_count = 4;

/// One part of a window: what it is partitioned by, its order, or its frame.
template <window_place Place, class Node, class Values> struct window_part
    : beside::no_operand<rule::part_is_no_operand> {
    static constexpr window_place place = Place;
    using node_type = Node;
    [[no_unique_address]] Values bound;
};
template <frame Shape, class Values, class... Offset> struct window_frame
    : window_part<window_place::frame, frame_node<Shape, Offset...>, Values> {
    /// Without the row itself: `EXCLUDE CURRENT ROW`.
    template <class... Unwanted> constexpr auto exclude_current_row(const Unwanted&...) const {
        return excluding<frame_exclusion::current_row, Unwanted...>();
    }
    /// Without the row and those that are alike in the order: `EXCLUDE GROUP`.
    template <class... Unwanted> constexpr auto exclude_group(const Unwanted&...) const {
        return excluding<frame_exclusion::group, Unwanted...>();
    }
    /// Without those that are alike in the order, but with the row: `EXCLUDE TIES`.
    template <class... Unwanted> constexpr auto exclude_ties(const Unwanted&...) const {
        return excluding<frame_exclusion::ties, Unwanted...>();
    }

private:
    template <frame_exclusion Exclusion, class... Unwanted> constexpr auto excluding() const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        require<check_that<Shape.exclusion == frame_exclusion::none, rule::clause_once>>();
        constexpr frame shape{Shape.unit, Shape.from, Shape.to, Exclusion};
        return window_frame<shape, Values, Offset...>{{{}, this->bound}};
    }
};

/// A whole window.
template <class Partition, class Order, class Values, class... Frame> struct window_description
    : beside::no_operand<rule::part_is_no_operand> {
    static constexpr window_place place = window_place::whole;
    [[no_unique_address]] Values bound;

    template <class Function, class Held> constexpr auto over(const Held& held) const {
        using made = window_node<Function, Partition, Order, Frame...>;
        using all = decltype(detail::concat_all(held, bound));
        return expression<made, all>{detail::concat_all(held, bound)};
    }
};

/// The part at a place, among parts in any order; the default where there is none.
template <window_place Place, class Default> constexpr Default part_at() { return {}; }
template <window_place Place, class Default, class First, class... Rest>
constexpr auto part_at(const First& first, const Rest&... rest) {
    if constexpr (First::place == Place)
        return first;
    else
        return detail::part_at<Place, Default>(rest...);
}
using no_partition = window_part<window_place::partition, group_node<>, values<>>;
using no_order = window_part<window_place::order, group_node<>, values<>>;
struct no_frame {
    [[no_unique_address]] values<> bound;
};
template <class Part>
concept any_window_part = requires { Part::place; };

template <class... Part> constexpr auto make_window(const Part&... part) {
    const auto partition = detail::part_at<window_place::partition, no_partition>(part...);
    const auto order = detail::part_at<window_place::order, no_order>(part...);
    const auto frame = detail::part_at<window_place::frame, no_frame>(part...);
    using held = decltype(detail::concat_all(partition.bound, order.bound, frame.bound));
    using first = typename decltype(partition)::node_type;
    using second = typename decltype(order)::node_type;
    if constexpr (requires { typename decltype(frame)::node_type; })
        return window_description<first, second, held, typename decltype(frame)::node_type>{
            {}, detail::concat_all(partition.bound, order.bound, frame.bound)};
    else
        return window_description<first, second, held>{{},
                                                       detail::concat_all(partition.bound, order.bound, frame.bound)};
}
/// Each part is given once, and a whole window alone.
template <class... Part> constexpr bool are_given_once() {
    int given[window_place_count]{};
    (++given[static_cast<std::size_t>(Part::place)], ...);
    const bool has_whole = given[static_cast<std::size_t>(window_place::whole)] > 0;
    for (const int each : given)
        if (each > 1 || (has_whole && sizeof...(Part) > 1)) return false;
    return true;
}
template <any_window_part First, any_window_part... Rest>
constexpr auto make_whole_window(const First& first, const Rest&... rest) {
    require<check_that<detail::are_given_once<First, Rest...>(), rule::clause_once>>();
    if constexpr (First::place == window_place::whole)
        return first;
    else
        return detail::make_window(first, rest...);
}
constexpr auto make_whole_window() { return detail::make_window(); }

/// A function that has a meaning in a window only.
template <operation Op, class Type, class Values, class... Argument> struct window_function
    : beside::no_operand<rule::function_has_window> {
    using node_type = function_node<Op, Type, Argument...>;
    [[no_unique_address]] Values bound;

    /// `over()`, `over(partition_by(...))`, `over(order_by(...), rows_between(...))`, or `over(a_window)`.
    template <any_window_part... Part> constexpr auto over(const Part&... part) const {
        return detail::make_whole_window(part...).template over<node_type>(bound);
    }
    template <class... Wrong>
        requires(!(any_window_part<Wrong> && ...))
    constexpr auto over(const Wrong&...) const {
        return refused<failed<rule::function_takes_expression, Wrong...>>();
    }
    // What aggregates have.
    template <class... Given> constexpr auto filter(const Given&...) const {
        return refused<failed<rule::aggregate_is_filtered, Given...>>();
    }
    template <class... Given> constexpr auto distinct(const Given&...) const {
        return refused<failed<rule::aggregate_is_filtered, Given...>>();
    }
};
template <operation Op, class Type, class Values, class... Argument>
inline constexpr bool lacks_window<window_function<Op, Type, Values, Argument...>> = true;

template <operation Op, class Type, class... Argument>
constexpr auto make_window_function(const Argument&... argument) {
    using held = decltype(detail::concat_all(argument.bound...));
    return window_function<Op, Type, held, typename Argument::node_type...>{{}, detail::concat_all(argument.bound...)};
}

namespace by_name {
/// How far away a row is, or which one. PostgreSQL takes 32 bits; further away than that there is no row.
template <class Number> constexpr auto as_row_distance(const Number& number) {
    auto given = detail::as_operand<std::int32_t>(number);
    using type = typename decltype(given)::type;
    if constexpr (std::is_same_v<type, std::int32_t> || std::is_same_v<type, std::int16_t> || !std::is_integral_v<type>)
        return given;
    else
        return detail::make_function<operation::row_distance, std::int64_t>(given);
}
} // namespace by_name

template <operation Op, class Number> constexpr auto as_row_distance_of(const Number& number) {
    auto distance = detail::as_row_distance(number);
    if constexpr (Op == operation::lag_by)
        return detail::make_function<operation::row_distance_back, std::int64_t>(distance);
    else
        return distance;
}

/// What stands for a value in a row that is not there, in that value's type: the result would be of the wider one.
template <class Type, class Default> constexpr auto as_stand_in(const Default& otherwise) {
    auto made = detail::as_alternative<Type>(otherwise);
    constexpr type_kind kind = kind_of<Type>;
    if constexpr ((is_whole_number(kind) || kind == type_kind::real) && kind_of<typename decltype(made)::type> != kind)
        return detail::make_expression<cast_node<Type, typename decltype(made)::node_type>>(made);
    else
        return made;
}

/// A function of a value in another row: how far away or which one, and what stands for it where there is none. That is
/// assigned to the value's type, as to a column.
template <operation Op, class Operand> constexpr auto make_neighbour(const Operand& operand) {
    return detail::make_window_function<Op, typename Operand::type>(operand);
}
template <operation Op, class Operand, class Number>
constexpr auto make_neighbour(const Operand& operand, const Number& number) {
    require<check_whole<typename operand_t<std::int64_t, Number>::type>>();
    return detail::make_window_function<Op, typename Operand::type>(operand, detail::as_row_distance_of<Op>(number));
}
template <operation Op, class Operand, class Number, class Default>
constexpr auto make_neighbour(const Operand& operand, const Number& number, const Default& otherwise) {
    using type = typename Operand::type;
    using check = check_assigned<type, typename operand_t<type, Default>::type>;
    require<first_failed_t<check_whole<typename operand_t<std::int64_t, Number>::type>, explain<check, Default>>>();
    if constexpr (is_passed<check>)
        return detail::make_window_function<Op, type>(operand, detail::as_row_distance_of<Op>(number),
                                                      detail::as_stand_in<type>(otherwise));
    else
        return detail::make_window_function<Op, type>(operand);
}

/// What a number of rows is given as, or by mistake; of types of other libraries we know nothing.
template <class Type>
concept number_or_text =
    any_expression<Type> || std::is_arithmetic_v<Type> || std::is_convertible_v<const Type&, std::string_view>;

/// A bound of a frame.
template <frame_bound Bound, class Values, class... Offset> struct frame_end
    : beside::no_operand<rule::part_is_no_operand> {
    static constexpr frame_bound bound_kind = Bound;
    [[no_unique_address]] Values bound;

    /// A bound without a number, called as one with a number is.
    template <class... Given> constexpr auto operator()(const Given&...) const {
        require<failed<rule::frame_has_bounds, Given...>>();
        return *this;
    }
};
template <class Type>
concept any_frame_end = requires { Type::bound_kind; };
/// Stands for a bound whose number was refused.
template <frame_bound Bound> using refused_end =
    frame_end<Bound == frame_bound::preceding ? frame_bound::unbounded_preceding : frame_bound::unbounded_following,
              values<>>;
template <frame_bound Bound, class... Offset> constexpr auto make_frame_end(const Offset&...) {
    require<failed<rule::arguments_are_counted, Offset...>>();
    return refused_end<Bound>{};
}
template <frame_bound Bound, class Node, class Values>
constexpr auto make_frame_end_of(const expression<Node, Values>& offset) {
    return frame_end<Bound, Values, Node>{{}, offset.bound};
}
template <frame_bound Bound, class Offset> constexpr auto make_frame_end(const Offset& offset) {
    using type = typename operand_t<std::int64_t, Offset>::type;
    using of_number = std::conditional_t<any_expression<Offset>, check_number<type>, check_whole<type>>;
    constexpr bool is_distance = is_number(kind_of<type>) || kind_of<type> == type_kind::interval;
    using check = std::conditional_t<is_distance, passed, of_number>;
    if constexpr (is_passed<check>) {
        auto given = detail::as_operand<std::int64_t>(offset);
        if constexpr (kind_of<type> == type_kind::interval)
            return detail::make_frame_end_of<Bound>(detail::make_function<operation::length_away, type>(given));
        else
            return detail::make_frame_end_of<Bound>(given);
    } else {
        require<explain<check, Offset>>();
        return refused_end<Bound>{};
    }
}
template <frame_unit Unit, class... Wrong> constexpr auto make_frame(const Wrong&...) {
    require<check_that<(std::is_same_v<Wrong, refused_expression> || ...), rule::frame_has_bounds, Wrong...>>();
    return window_frame<frame{Unit, frame_bound::unbounded_preceding, frame_bound::current_row, frame_exclusion::none},
                        values<>>{};
}
template <frame_unit Unit, frame_bound From, class Held, class... First, frame_bound To, class Kept, class... Second>
constexpr auto make_frame(const frame_end<From, Held, First...>& from, const frame_end<To, Kept, Second...>& to) {
    constexpr frame shape{Unit, From, To, frame_exclusion::none};
    require<check_that<shape.is_in_order(), rule::frame_is_in_order>>();
    using held = joined<Held, Kept>;
    return window_frame<shape, held, First..., Second...>{{{}, detail::concat(from.bound, to.bound)}};
}

} // namespace detail

/// Windows of rows that are alike in these: `PARTITION BY a, b`.
template <detail::any_expression... Item> constexpr auto partition_by(const Item&... item) {
    using group = detail::group_node<typename Item::node_type...>;
    using held = decltype(detail::concat_all(item.bound...));
    return detail::window_part<detail::window_place::partition, group, held>{{}, detail::concat_all(item.bound...)};
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
    using held = decltype(detail::concat_all(term.bound...));
    return detail::window_part<detail::window_place::order, group, held>{{}, detail::concat_all(term.bound...)};
}
template <class... Wrong>
    requires(!(detail::order_part<Wrong> && ...))
constexpr auto order_by(const Wrong&...) {
    detail::require<detail::failed<detail::rule::clause_takes_expressions, Wrong...>>();
    return detail::no_order{};
}
/// A window under a name of the program: `constexpr auto by_author = window(partition_by(...), order_by(...))`, and
/// then `rank().over(by_author)`.
template <detail::any_window_part... Part> constexpr auto window(const Part&... part) {
    return detail::make_whole_window(part...);
}
template <class... Wrong>
    requires(!(detail::any_window_part<Wrong> && ...))
constexpr auto window(const Wrong&...) {
    detail::require<detail::failed<detail::rule::function_takes_expression, Wrong...>>();
    return detail::make_window();
}

/// The bounds of a frame.
inline constexpr detail::frame_end<detail::frame_bound::unbounded_preceding, detail::values<>> unbounded_preceding{};
inline constexpr detail::frame_end<detail::frame_bound::current_row, detail::values<>> current_row{};
inline constexpr detail::frame_end<detail::frame_bound::unbounded_following, detail::values<>> unbounded_following{};
template <class... Offset> constexpr auto preceding(const Offset&... offset) {
    return detail::make_frame_end<detail::frame_bound::preceding>(offset...);
}
template <class... Offset> constexpr auto following(const Offset&... offset) {
    return detail::make_frame_end<detail::frame_bound::following>(offset...);
}
/// The rows that a function sees: from so many before the row to so many behind it.
template <class... Bound> constexpr auto rows_between(const Bound&... bound) {
    return detail::make_frame<detail::frame_unit::rows>(bound...);
}
/// The rows whose value in the order is so near to that of the row; the order is one number, or on PostgreSQL one time
/// and the distance a duration: `range_between(preceding(std::chrono::days(7)), current_row)`.
template <class... Bound> constexpr auto range_between(const Bound&... bound) {
    return detail::make_frame<detail::frame_unit::range>(bound...);
}
/// From so many groups of rows that are alike in the order to so many.
template <class... Bound> constexpr auto groups_between(const Bound&... bound) {
    return detail::make_frame<detail::frame_unit::groups>(bound...);
}

/// The number of a row in its window, from 1.
constexpr auto row_number() { return detail::make_window_function<detail::operation::row_number, std::int64_t>(); }
/// The number of the first of the rows that are alike in the window's order: 1, 2, 2, 4.
constexpr auto rank() { return detail::make_window_function<detail::operation::rank, std::int64_t>(); }
/// The same without gaps: 1, 2, 2, 3.
constexpr auto dense_rank() { return detail::make_window_function<detail::operation::dense_rank, std::int64_t>(); }
/// The rank as a fraction, from 0 to 1: (rank - 1) / (rows - 1).
constexpr auto percent_rank() { return detail::make_window_function<detail::operation::percent_rank, double>(); }
/// The fraction of the rows that do not come behind the row in the order.
constexpr auto cume_dist() { return detail::make_window_function<detail::operation::cume_dist, double>(); }
/// The number of the row's bucket, from 1, where the window is divided into so many buckets of about one size.
template <detail::number_or_text Count> constexpr auto ntile(const Count& buckets) {
    using check = detail::check_whole<typename detail::operand_t<std::int64_t, Count>::type>;
    detail::require<detail::explain<check, Count>>();
    if constexpr (detail::is_passed<check>)
        return detail::make_window_function<detail::operation::ntile, std::int64_t>(detail::as_row_distance(buckets));
    else
        return detail::make_window_function<detail::operation::row_number, std::int64_t>();
}
/// The value in the row so many rows before, one without a number; NULL where there is none, or `otherwise`:
/// `lag(x)`, `lag(x, n)`, `lag(x, n, otherwise)`.
template <detail::any_expression Operand, class... Option>
    requires(sizeof...(Option) <= 2)
constexpr auto lag(const Operand& operand, const Option&... option) {
    constexpr auto op = sizeof...(Option) == 0 ? detail::operation::lag : detail::operation::lag_by;
    return detail::make_neighbour<op>(operand, option...);
}
/// The value in the row so many rows behind, likewise.
template <detail::any_expression Operand, class... Option>
    requires(sizeof...(Option) <= 2)
constexpr auto lead(const Operand& operand, const Option&... option) {
    return detail::make_neighbour<detail::operation::lead>(operand, option...);
}
/// The value in the first row of the frame.
template <detail::any_expression Operand> constexpr auto first_value(const Operand& operand) {
    return detail::make_window_function<detail::operation::first_value, typename Operand::type>(operand);
}
/// The value in the last row of the frame, which without `rows_between` ends with the row itself.
template <detail::any_expression Operand> constexpr auto last_value(const Operand& operand) {
    return detail::make_window_function<detail::operation::last_value, typename Operand::type>(operand);
}
/// The value in the frame's row of this number, from 1; NULL where there is none.
template <detail::any_expression Operand, class Number>
constexpr auto nth_value(const Operand& operand, const Number& number) {
    return detail::make_neighbour<detail::operation::nth_value>(operand, number);
}

} // namespace v0
} // namespace refract
