// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/alternative.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Conditions and values in turn; one more operand is the ELSE.
template <class Type, class... Operand> struct case_node : node_base<case_node<Type, Operand...>, Type, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::case_when}; }
};

/// A CASE: an expression already, NULL where no condition holds; `when` and `otherwise` go on.
template <class Type, class Values, class... Operand> struct case_expression
    : expression<case_node<Type, Operand...>, Values> {
    using expression<case_node<Type, Operand...>, Values>::operator=; // which refuses

    /// One more condition and its value.
    template <any_expression Condition, class Value>
    constexpr auto when(const Condition& condition, Value&& value) const {
        require<check_boolean<typename Condition::type>>();
        auto added = add(static_cast<Value&&>(value));
        using held = decltype(detail::concat_all(this->bound, condition.bound, added.bound));
        return case_expression<with<Value>, held, Operand..., typename Condition::node_type,
                               typename decltype(added)::node_type>{
            {detail::concat_all(this->bound, condition.bound, std::move(added.bound))}};
    }
    template <class Wrong, class Value>
        requires(!any_expression<Wrong>)
    constexpr auto when(const Wrong&, const Value&) const {
        require<condition_mistake<Wrong>>();
        return *this;
    }
    template <class... Given>
        requires(sizeof...(Given) != 2)
    constexpr auto when(const Given&...) const {
        require<failed<rule::arguments_are_counted, Given...>>();
        return *this;
    }
    /// The value where no condition holds.
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto otherwise(const Given&...) const {
        return refused<failed<rule::arguments_are_counted, Given...>>();
    }
    template <class Value> constexpr auto otherwise(Value&& value) const {
        auto added = add(static_cast<Value&&>(value));
        using made = case_node<with<Value>, Operand..., typename decltype(added)::node_type>;
        using held = decltype(detail::concat_all(this->bound, added.bound));
        return expression<made, held>{detail::concat_all(this->bound, std::move(added.bound))};
    }

private:
    template <class Value> using alternative =
        typename decltype(detail::as_alternative<Type>(std::declval<Value>()))::type;
    /// The type that holds one more value as well.
    template <class Value> using with = yielded<Type, alternative<Value>>;

    template <class Value> static constexpr auto add(Value&& value) {
        using check = check_alternatives<Type, typename operand_t<Type, Value>::type>;
        if constexpr (is_passed<check>)
            return detail::widened<Type, with<Value>>(detail::as_alternative<Type>(static_cast<Value&&>(value)));
        else
            return refused<explain<check, Value>>();
    }
};
template <class Type, class Values, class... Operand>
inline constexpr bool is_expression<case_expression<Type, Values, Operand...>> = true;
/// Stands for a CASE whose first condition was refused.
using refused_case = case_expression<refused_type, values<>, refused_node, refused_node>;

} // namespace detail

/// `CASE WHEN condition THEN value ... END`; without `otherwise` it may be NULL.
template <detail::any_expression Condition, class Value>
constexpr auto case_when(const Condition& condition, Value&& value) {
    detail::require<detail::check_boolean<typename Condition::type>>();
    auto added = detail::as_operand<void>(static_cast<Value&&>(value));
    using type = detail::read_type<typename decltype(added)::type>;
    using held = decltype(detail::concat_all(condition.bound, added.bound));
    return detail::case_expression<type, held, typename Condition::node_type, typename decltype(added)::node_type>{
        {detail::concat_all(condition.bound, std::move(added.bound))}};
}
template <class Value> constexpr auto case_when(detail::wrong_condition, const Value&) {
    return detail::refused_case{};
}
/// Nothing, or a value alone.
template <class Unwanted = detail::no_argument> constexpr auto case_when(detail::wrong_argument = Unwanted{}) {
    return detail::refused_case{};
}

} // namespace v0
} // namespace refract
