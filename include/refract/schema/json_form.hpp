// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/base/type_list.hpp>
#include <refract/meta/reflectable.hpp>
#include <refract/schema/sql_type.hpp>

#include <string>
#include <type_traits>
#include <vector>

/// \file
/// Which types have a form in JSON.

namespace refract {
inline namespace v0 {

struct json;
template <class Value> struct json_of;

namespace detail {

template <class> inline constexpr bool is_vector = false;
template <class Item> inline constexpr bool is_vector<std::vector<Item>> = true;
/// A map with texts as keys.
template <class Type>
concept text_map = requires { typename Type::mapped_type; } && std::is_same_v<typename Type::key_type, std::string>;

/// Whether a type has a place in JSON by itself, without looking into it.
template <class Type> constexpr bool is_json_scalar() {
    if constexpr (std::is_arithmetic_v<Type> || std::is_enum_v<Type>)
        return true;
    else
        return std::is_same_v<Type, std::string> || std::is_same_v<Type, json> || kind_of<Type> == type_kind::decimal;
}

template <class Type> constexpr bool has_json_form();

template <class... Field> constexpr bool have_json_form(type_list<Field...>) { return (has_json_form<Field>() && ...); }
/// Whether values of a type can be written as JSON and read back.
template <class Type> constexpr bool has_json_form() {
    if constexpr (is_optional<Type>)
        return has_json_form<without_optional<Type>>();
    else if constexpr (is_json_scalar<Type>())
        return true;
    else if constexpr (kind_of<Type> == type_kind::bytes)
        return false;
    else if constexpr (is_vector<Type>)
        return has_json_form<typename Type::value_type>();
    else if constexpr (text_map<Type>)
        return has_json_form<typename Type::mapped_type>();
    else if constexpr (storable<Type>)
        return false; // with a form of its own in databases
    else if constexpr (reflectable<Type>)
        return have_json_form(member_types<Type>{});
    else
        return false;
}
template <class Type> using check_json_form = check_that<has_json_form<Type>(), rule::json_has_form, Type>;

} // namespace detail
} // namespace v0
} // namespace refract
