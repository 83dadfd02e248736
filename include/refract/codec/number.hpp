// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/codec/codec.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// Characters are text in C++ and numbers in a database: neither is guessed.
template <class Value>
concept whole_number = std::is_integral_v<Value> && !std::is_same_v<Value, bool> && !std::is_same_v<Value, char> &&
                       !std::is_same_v<Value, wchar_t> && !std::is_same_v<Value, utf8_character> &&
                       !std::is_same_v<Value, char16_t> && !std::is_same_v<Value, char32_t>;

// An unsigned type is stored in the next wider signed one, so that every value fits but the upper
// half of 64 bits, which is refused.
template <class Value> using signed_wire =
    std::conditional_t<(sizeof(Value) == 1 || (sizeof(Value) == 2 && std::is_signed_v<Value>)), std::int16_t,
                       std::conditional_t<(sizeof(Value) == 2 || (sizeof(Value) == 4 && std::is_signed_v<Value>)),
                                          std::int32_t, std::int64_t>>;

template <class Wire> inline constexpr type_kind whole_number_kind = sizeof(Wire) == 2   ? type_kind::small_integer
                                                                     : sizeof(Wire) == 4 ? type_kind::integer
                                                                                         : type_kind::big_integer;

/// "std::uint16_t".
template <class Value> constexpr std::string_view whole_number_name() {
    constexpr std::string_view names[2][4] = {{"std::int8_t", "std::int16_t", "std::int32_t", "std::int64_t"},
                                              {"std::uint8_t", "std::uint16_t", "std::uint32_t", "std::uint64_t"}};
    return names[std::is_unsigned_v<Value>][std::countr_zero(sizeof(Value))];
}

} // namespace detail

/// Whole numbers: smallint, integer or bigint, by width.
/// Errors: `conversion_error` for a number out of range on either side; never wrapped.
template <detail::whole_number Value> struct codec<Value> {
    using wire = detail::signed_wire<Value>;
    static constexpr sql_type type{.kind = detail::whole_number_kind<wire>};

    static constexpr wire encode(Value value) {
        if constexpr (std::is_unsigned_v<Value> && sizeof(Value) == sizeof(wire))
            if (value > static_cast<Value>(std::numeric_limits<wire>::max()))
                detail::throw_out_of_range("a whole number", "a signed 64-bit column");
        return static_cast<wire>(value);
    }
    static constexpr void decode(wire stored, Value& out) {
        out = static_cast<Value>(stored);
        if constexpr (!std::is_same_v<Value, wire>)
            if (static_cast<wire>(out) != stored || (std::is_unsigned_v<Value> && stored < 0))
                detail::throw_out_of_range("a whole number", detail::whole_number_name<Value>());
    }
};

/// boolean; on SQLite 0 and 1.
template <> struct codec<bool> : detail::plain_codec<bool, type_kind::boolean> {};
/// real; on SQLite REAL, which has 64 bits.
template <> struct codec<float> : detail::plain_codec<float, type_kind::real> {};
/// double precision.
template <> struct codec<double> : detail::plain_codec<double, type_kind::double_precision> {};

} // namespace v0
} // namespace refract
