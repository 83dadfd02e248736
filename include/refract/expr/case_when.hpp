// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/operators.hpp>

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
    /// One more condition and its value.
    template <any_expression Condition, class Value>
    constexpr auto when(const Condition& condition, Value&& value) const {
        require<check_boolean<typename Condition::type>>();
        auto added = detail::as_operand<Type>(static_cast<Value&&>(value));
        require<check_yields<Type, typename decltype(added)::type>>();
        using held = decltype(detail::concat_all(this->bound, condition.bound, added.bound));
        return case_expression<Type, held, Operand..., typename Condition::node_type,
                               typename decltype(added)::node_type>{
            {detail::concat_all(this->bound, condition.bound, std::move(added.bound))}};
    }
    /// The value where no condition holds.
    template <class Value> constexpr auto otherwise(Value&& value) const {
        auto added = detail::as_operand<Type>(static_cast<Value&&>(value));
        require<check_yields<Type, typename decltype(added)::type>>();
        using made = case_node<Type, Operand..., typename decltype(added)::node_type>;
        using held = decltype(detail::concat_all(this->bound, added.bound));
        return expression<made, held>{detail::concat_all(this->bound, std::move(added.bound))};
    }
};
template <class Type, class Values, class... Operand>
inline constexpr bool is_expression<case_expression<Type, Values, Operand...>> = true;

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

} // namespace v0
} // namespace refract
