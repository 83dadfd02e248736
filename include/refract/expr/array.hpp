// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/expr/json_aggregate.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// \file
/// Arrays of PostgreSQL, `std::vector` in models. Positions count from 1. SQLite has no arrays (E037); there
/// `json_of<std::vector<T>>` holds lists.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> struct array_items {
    using type = void;
};
template <class Item> struct array_items<std::vector<Item>> {
    using type = without_optional<Item>;
};
template <class Type> using array_item_of = typename array_items<Type>::type;

template <class Type> using check_array = check_that<kind_of<Type> == type_kind::array, rule::operand_is_array, Type>;
template <class Array, class Item> using check_array_item =
    first_failed_t<check_array<Array>,
                   check_that<comparable_types<array_item_of<Array>, Item>(), rule::operand_is_array, Array, Item>>;
template <class Left, class Right> using check_arrays =
    first_failed_t<check_array<Left>, check_array<Right>,
                   check_that<comparable_types<Left, Right>(), rule::operand_is_array, Left, Right>>;

template <operation Op, class Type, class Left, class Right>
constexpr auto make_array_pair(const Left& left, const Right& right) {
    using type = typename Left::type;
    using check = check_arrays<type, typename operand_t<type, Right>::type>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, Type>(detail::as_operand<void>(left), detail::as_operand<type>(right));
    else
        return refused<check>();
}
/// A function of an array and items of its type.
template <operation Op, class Type, class Array, class... Item>
constexpr auto make_array_function(const Array& array, const Item&... item) {
    using type = array_item_of<typename Array::type>;
    using check = first_failed_t<check_array<typename Array::type>,
                                 check_array_item<typename Array::type, typename operand_t<type, Item>::type>...>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, Type>(detail::as_operand<void>(array), detail::as_operand<type>(item)...);
    else
        return refused<check>();
}

/// An array to which an item is added, or another array: some items may be NULL then if the item may be.
template <class Array, class Given> struct grown_array {
    using type = Array;
};
template <class Array, any_expression Given>
    requires(is_optional<typename list_item_of<std::remove_cvref_t<Given>>::type>)
struct grown_array<Array, Given> {
    using type = std::vector<std::optional<array_item_of<Array>>>;
};
template <class Array, class Item> struct grown_array<Array, std::vector<std::optional<Item>>> {
    using type = std::vector<std::optional<array_item_of<Array>>>;
};
template <class Array, class Given> using grown_array_t =
    typename grown_array<typename Array::type, std::remove_cvref_t<Given>>::type;

/// Whether an item is in an array some of whose items may be NULL: NULL where it is found in none of the others.
template <class Array, class Item> struct unsure_node : node_base<unsure_node<Array, Item>, bool, Array, Item> {
    static constexpr node describe() {
        return {.kind = node_kind::function, .op = operation::array_has, .nullable = true};
    }
};
template <class Node, class Values> struct unsure {
    using type = expression<Node, Values>;
};
template <class... Argument, class Values>
struct unsure<function_node<operation::array_has, bool, Argument...>, Values> {
    using type = expression<unsure_node<Argument...>, Values>;
};

/// An array contains an item, or all items of another array.
template <class Item> struct containment<std::vector<Item>> {
    template <class Left, class Right> static constexpr auto make(const Left& left, const Right& right) {
        if constexpr (kind_of<typename operand_t<std::vector<Item>, Right>::type> == type_kind::array)
            return detail::make_array_pair<operation::array_contains, bool>(left, right);
        else
            return make_has(detail::make_array_function<operation::array_has, bool>(left, right));
    }

private:
    template <class Node, class Values> static constexpr auto make_has(const expression<Node, Values>& made) {
        if constexpr (is_optional<Item>)
            return typename unsure<Node, Values>::type{made.bound};
        else
            return made;
    }
};

} // namespace detail

/// Whether the other array has all items of this one.
template <detail::any_expression Array, class Other>
constexpr auto contained_by(const Array& array, const Other& other) {
    return detail::make_array_pair<detail::operation::array_contained_by, bool>(array, other);
}
/// Whether some item is in both arrays.
template <detail::any_expression Array, class Other> constexpr auto overlaps(const Array& array, const Other& other) {
    return detail::make_array_pair<detail::operation::array_overlaps, bool>(array, other);
}
/// One array behind the other.
template <detail::any_expression Array, class Other> constexpr auto array_cat(const Array& array, const Other& other) {
    using added = typename detail::operand_t<typename Array::type, Other>::type;
    return detail::make_array_pair<detail::operation::array_cat, detail::grown_array_t<Array, added>>(array, other);
}
template <detail::any_expression Array, class Item> constexpr auto array_append(const Array& array, const Item& item) {
    return detail::make_array_function<detail::operation::array_append, detail::grown_array_t<Array, Item>>(array,
                                                                                                            item);
}
template <class Item, detail::any_expression Array> constexpr auto array_prepend(const Item& item, const Array& array) {
    return detail::make_array_function<detail::operation::array_prepend, detail::grown_array_t<Array, Item>>(array,
                                                                                                             item);
}
/// Without the items that equal this one.
template <detail::any_expression Array, class Item> constexpr auto array_remove(const Array& array, const Item& item) {
    return detail::make_array_function<detail::operation::array_remove, typename Array::type>(array, item);
}
template <detail::any_expression Array, class Item, class Other>
constexpr auto array_replace(const Array& array, const Item& item, const Other& by) {
    return detail::make_array_function<detail::operation::array_replace, detail::grown_array_t<Array, Other>>(array,
                                                                                                              item, by);
}
/// Where the item is first, from 1; NULL if it is nowhere.
template <detail::any_expression Array, class Item>
constexpr auto array_position(const Array& array, const Item& item) {
    return detail::make_array_function<detail::operation::array_position, std::int64_t>(array, item);
}
/// The number of items.
template <detail::any_expression Array> constexpr auto cardinality(const Array& array) {
    return detail::make_array_function<detail::operation::array_length, std::int64_t>(array);
}
/// The item at a position from 1; NULL where there is none.
template <detail::any_expression Array, class Position>
constexpr auto array_element(const Array& array, const Position& position_1) {
    using check = detail::first_failed_t<detail::check_array<typename Array::type>,
                                         detail::check_operand<detail::whole_operand, Position>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::array_element, detail::array_item_of<typename Array::type>>(
            detail::as_operand<void>(array), detail::as_operand<std::int32_t>(position_1));
    else
        return detail::refused<check>();
}

/// The items as texts with a separator between them, without those that are NULL.
template <detail::any_expression Array, class Separator>
constexpr auto array_to_string(const Array& array, const Separator& separator) {
    using check = detail::first_failed_t<detail::check_array<typename Array::type>,
                                         detail::check_operand<detail::text_operand, Separator>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::array_to_text, std::string>(
            detail::as_operand<void>(array), detail::as_operand<std::string>(separator));
    else
        return detail::refused<check>();
}

/// The values of a group as an array: `array_agg(x).order_by(y).filter(z)`; NULL of no rows (PostgreSQL).
///
/// It is read as a `std::vector<Item>`: `Item` is the type of the expression, a std::optional where its column may be
/// NULL.
template <class Item = void, detail::any_expression Value> constexpr auto array_agg(const Value& value) {
    using type = std::vector<detail::listed_item<Item, Value>>;
    using check = detail::check_array<type>;
    if constexpr (detail::is_passed<check>) {
        using held = std::remove_const_t<decltype(value.bound)>;
        return detail::open_aggregate<detail::aggregate_head<detail::operation::array_agg, type>, false, held,
                                      typename Value::node_type>{{{value.bound}}};
    } else {
        return detail::refused<check>();
    }
}

} // namespace v0
} // namespace refract
