// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/operators.hpp>
#include <refract/expr/parameter.hpp>
#include <refract/expr/subquery.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// A list that is bound as one parameter, so that its length does not change the SQL.
template <class Item> struct list_value {
    std::vector<Item> items;
};

template <class Item> struct list_node : node_base<list_node<Item>, Item> {
    static constexpr node describe() { return {.kind = node_kind::value}; }
    static constexpr node* append(node* at) {
        *at = describe();
        at->type = type_of<Item>;
        at->type.list = true;
        return at + 1;
    }
};

/// The same that a call brings: `in(param<std::vector<T>>)`.
template <class Item> struct list_parameter_node : node_base<list_parameter_node<Item>, Item> {
    using parameters = type_list<list_value<Item>>;
    static constexpr node describe() { return {.kind = node_kind::parameter}; }
    static constexpr node* append(node* at) {
        list_node<Item>::append(at);
        at->kind = node_kind::parameter;
        return at + 1;
    }
};

template <bool Negated, class... Operand> struct in_values_node
    : node_base<in_values_node<Negated, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::in_values, .negated = Negated}; }
};
template <bool Negated, class Operand, class List> struct in_list_node
    : node_base<in_list_node<Negated, Operand, List>, bool, Operand, List> {
    static constexpr node describe() {
        return {.kind = node_kind::in_list, .op = Negated ? operation::not_in_list : operation::in_list};
    }
};
template <bool Negated, class Operand, class Low, class High> struct between_node
    : node_base<between_node<Negated, Operand, Low, High>, bool, Operand, Low, High> {
    static constexpr node describe() { return {.kind = node_kind::between, .negated = Negated}; }
};

/// Not bytes, which are one value.
template <class Type>
concept value_range =
    !any_expression<Type> && !std::is_convertible_v<const Type&, std::string_view> && requires(const Type& range) {
        range.begin() != range.end();
        requires !std::is_same_v<std::decay_t<decltype(*range.begin())>, std::byte>;
    };

template <class Item> using check_list_item =
    check_that<kind_of<Item> != type_kind::none && kind_of<Item> != type_kind::json, rule::list_is_supported, Item>;
/// Whether such items may stand in a list beside the operand; NULL is in none.
template <class Operand, class Item> struct check_list
    : first_failed<check_comparable<Operand, Item>, check_list_item<Item>> {};
template <class Operand, class Item>
    requires is_optional<Item>
struct check_list<Operand, Item> {
    using type = failed<rule::optional_needs_null_safe, Item>;
};

template <bool Negated, class Self, class Range>
REFRACT_ONCE constexpr auto make_in_list(Self self, const Range& range) {
    using item = operand_storage_t<typename Self::type, decltype(*range.begin())>;
    using check = typename check_list<typename Self::type, item>::type;
    if constexpr (is_passed<check>) {
        list_value<item> list;
        for (const auto& each : range) list.items.push_back(detail::as_stored<item>(each));
        using list_expression = expression<list_node<item>, values<list_value<item>>>;
        return detail::make_expression<in_list_node<Negated, typename Self::node_type, list_node<item>>>(
            std::move(self), list_expression{{{std::move(list)}}});
    } else {
        return refused<explain<check, item>>();
    }
}

/// The range that a parameter stands for.
template <class Given> struct given_range {
    using type = void;
};
template <class Given>
    requires std::is_convertible_v<const Given&, expression<parameter_node<typename Given::node_type::given>, values<>>>
struct given_range<Given> {
    using type = typename Given::node_type::given;
};
/// Whether it is a parameter for a list, and not for one value that is a list itself.
template <class Self, class Given>
concept list_parameter = value_range<typename given_range<Given>::type> &&
                         !std::is_same_v<typename given_range<Given>::type, without_optional<typename Self::type>>;

template <bool Negated, class Self, class Given> constexpr auto make_in_parameter(Self self, const Given&) {
    using range = typename given_range<Given>::type;
    using item = operand_storage_t<typename Self::type, decltype(*std::declval<const range&>().begin())>;
    using check = typename check_list<typename Self::type, item>::type;
    if constexpr (is_passed<check>)
        return detail::make_expression<in_list_node<Negated, typename Self::node_type, list_parameter_node<item>>>(
            std::move(self), expression<list_parameter_node<item>, values<>>{});
    else
        return refused<explain<check, item>>();
}

template <bool Negated, class Self, class... Item> REFRACT_ONCE constexpr auto make_in(Self self, Item&&... item) {
    if constexpr (sizeof...(Item) == 0) { // an empty list is a range
        return refused<failed<rule::something_is_given, Self>>();
    } else if constexpr (sizeof...(Item) == 1 && (inner_query<Item> && ...)) {
        return detail::make_in_query<Negated>(std::move(self), item...);
    } else if constexpr (sizeof...(Item) == 1 &&
                         ((value_range<std::remove_cvref_t<Item>> &&
                           !std::is_same_v<std::remove_cvref_t<Item>, without_optional<typename Self::type>>) &&
                          ...)) {
        return detail::make_in_list<Negated>(std::move(self), item...);
    } else if constexpr (sizeof...(Item) == 1 && (list_parameter<Self, std::remove_cvref_t<Item>> && ...)) {
        return detail::make_in_parameter<Negated>(std::move(self), item...);
    } else if constexpr ((!comparable_types<typename Self::type,
                                            typename operand_t<typename Self::type, Item>::type>() ||
                          ...)) {
        return refused<first_failed_t<explain<
            check_comparable<typename Self::type, typename operand_t<typename Self::type, Item>::type>, Item>...>>();
    } else {
        return [&](auto... operand) {
            return detail::make_expression<
                in_values_node<Negated, typename Self::node_type, typename decltype(operand)::node_type...>>(
                std::move(self), std::move(operand)...);
        }(detail::as_operand<typename Self::type>(static_cast<Item&&>(item))...);
    }
}

template <bool Negated, class Self, class Low, class High>
REFRACT_ONCE constexpr auto make_between(Self self, Low&& low, High&& high) {
    using type = typename Self::type;
    using check = first_failed_t<check_comparable<type, typename operand_t<type, Low>::type>,
                                 check_comparable<type, typename operand_t<type, High>::type>>;
    if constexpr (is_passed<check>) {
        auto first = detail::as_operand<type>(static_cast<Low&&>(low));
        auto last = detail::as_operand<type>(static_cast<High&&>(high));
        return detail::make_expression<
            between_node<Negated, typename Self::node_type, typename decltype(first)::node_type,
                         typename decltype(last)::node_type>>(std::move(self), std::move(first), std::move(last));
    } else {
        return refused<explain<check, Low, High>>();
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
