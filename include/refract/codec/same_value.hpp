// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>
#include <refract/codec/encoded.hpp>
#include <refract/codec/json_of.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

/// \file
/// Whether two fields hold the same value. A type of the program needs no `==` for that: what its codec stores says it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a type has `==`, and its parts, too: std::vector declares one of whatever it holds.
template <class Value> inline constexpr bool has_equality =
    requires(const Value& left, const Value& right) { static_cast<bool>(left == right); };
template <class Value> inline constexpr bool has_equality<std::optional<Value>> = has_equality<Value>;
template <class Value> inline constexpr bool has_equality<std::vector<Value>> = has_equality<Value>;
template <class Key, class Value> inline constexpr bool has_equality<std::map<Key, Value>> =
    has_equality<Key> && has_equality<Value>;
template <class Value> inline constexpr bool has_equality<json_of<Value>> = has_equality<Value>;
template <class Value, class Codec> inline constexpr bool has_equality<encoded<Value, Codec>> = has_equality<Value>;

namespace by_name {
/// Whether codecs made the same of two values; most of what they make has no `==`.
template <class Wire> bool is_same_wire(const Wire& left, const Wire& right) {
    if constexpr (has_equality<Wire>)
        return left == right;
    else if constexpr (requires { left.microseconds; })
        return left.microseconds == right.microseconds;
    else if constexpr (requires { left.days; })
        return left.days == right.days;
    else if constexpr (requires { left.coefficient; })
        return left.coefficient == right.coefficient && left.scale == right.scale;
    else if constexpr (requires { left.text; })
        return left.text == right.text;
    else if constexpr (requires { left.bytes; })
        return left.bytes == right.bytes;
    else if constexpr (requires { left.null; })
        return left.null == right.null && (left.null || detail::is_same_wire(left.value, right.value));
    else if constexpr (requires { left.items; })
        return detail::is_same_wire(left.items, right.items);
    else {
        if (left.size() != right.size()) return false;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (!detail::is_same_wire(left[i], right[i])) return false;
        return true;
    }
}
template <class Value> bool is_same_value(const Value& left, const Value& right) {
    if constexpr (has_equality<Value>)
        return left == right;
    else if constexpr (is_optional<Value>)
        return left.has_value() == right.has_value() && (!left || detail::is_same_value(*left, *right));
    else
        return detail::is_same_wire(codec<Value>::encode(left), codec<Value>::encode(right));
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
