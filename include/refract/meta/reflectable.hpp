// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/meta/field_count.hpp>
#include <refract/meta/field_names.hpp>
#include <refract/meta/tie.hpp>

#include <cstddef>
#include <type_traits>

/// \file
/// Which structs can be read field by field; and of others, what is in the way. Each question is asked
/// only when those before it are answered, because the answer to the wrong struct would be an error of
/// the compiler's own.

namespace refract {
inline namespace v0 {
namespace detail {

template <class... Field> constexpr bool are_variable(type_list<Field...>) { return (... && !std::is_const_v<Field>); }
template <class... Field> constexpr std::size_t first_constant(type_list<Field...>) {
    std::size_t at = 0;
    static_cast<void>((... || (std::is_const_v<Field> || (++at, false))));
    return at;
}
template <class... Field> constexpr bool are_volatile(type_list<Field...>) {
    return (... || std::is_volatile_v<Field>);
}

template <class... Field> constexpr bool holds_array(type_list<Field...>) { return (... || std::is_array_v<Field>); }

template <class Struct> constexpr rule_number find_model_fault() {
    if constexpr (!std::is_class_v<Struct> || !std::is_aggregate_v<Struct> || std::is_polymorphic_v<Struct> ||
                  std::is_empty_v<Struct> || has_base_class<Struct>)
        return rule::model_is_aggregate;
    else if constexpr (!has_defaults<Struct>)
        return rule::field_has_default;
    else if constexpr (member_count<Struct> > max_field_count)
        return rule::field_count_is_bounded;
    else if constexpr (!has_single_fields<Struct>())
        return rule::field_is_no_array;
    else if constexpr (!has_addresses<Struct>)
        return rule::field_is_plain;
    else if constexpr (are_volatile(member_types<Struct>{}))
        return rule::field_is_plain;
    else if constexpr (holds_array(member_types<Struct>{}))
        return rule::field_is_no_array; // of one element, which is one value as well
    else if constexpr (!are_variable(member_types<Struct>{}))
        return rule::field_is_variable;
    else
        return rule::none;
}
/// Why a struct cannot be a model, nor a row.
template <class Struct> inline constexpr rule_number model_fault = find_model_fault<std::remove_cv_t<Struct>>();

template <class Struct> struct model_failure_of {
    using type = failed<model_fault<Struct>, Struct>;
};
template <class Struct>
    requires(model_fault<Struct> == rule::field_is_variable)
struct model_failure_of<Struct> {
    using type =
        failed<rule::field_is_variable, Struct, name_of_member<Struct, first_constant(member_types<Struct>{})>>;
};
/// The outcome of a check of a struct that is no model.
template <class Struct> using model_failure = typename model_failure_of<Struct>::type;

/// A struct whose fields can be visited one by one.
template <class Struct>
concept reflectable = model_fault<Struct> == rule::none;

} // namespace detail
} // namespace v0
} // namespace refract
