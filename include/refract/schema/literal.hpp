// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/schema/sql_type.hpp>

#include <limits>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// A constant of a model (a default, a number in a check) as plain data, for DDL.
///
/// DDL has no parameters, so these are the only values that are printed; they are compile-time
/// constants of the program, never input.
struct literal {
    sql_type type{};
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string_view text{};
    std::uint64_t uuid[2]{}; ///< a uuid that was not given as text
};

namespace by_name {
/// Writes what a codec made of a value into plain data.
template <class Value, class Plain> constexpr void keep_encoded(Plain& plain, const Value& value) {
    using wire = typename codec<Value>::wire;
    wire_row<wire>::keep(plain, codec<Value>::encode(value));
}

template <class Value> constexpr literal make_literal(const Value& value) {
    literal result{.type = codec<Value>::type};
    if constexpr (std::is_same_v<typename codec<Value>::wire, wire::uuid>)
        // Copied: the codec's bytes would not outlive the constant.
        for (std::size_t i = 0; std::uint8_t byte : codec<Value>::encode(value).bytes) {
            std::uint64_t& half = result.uuid[i++ / 8];
            half = half << 8 | byte;
        }
    else
        detail::keep_encoded(result, value);
    return result;
}
} // namespace by_name

/// A number of any size in its shortest form, which is its only form where it is stored as text.
constexpr literal shortest_number(const sql_type& type, const literal& exact) {
    literal result{.type = type, .number = exact.number};
    unsigned scale = exact.type.scale;
    for (; scale > 0 && result.number % 10 == 0; --scale) result.number /= 10;
    result.type.scale = static_cast<std::uint8_t>(scale);
    return result;
}

/// A double as a float, whose column it meets. Errors: `conversion_error` beyond a float's range.
constexpr float narrow_real(double value) {
    constexpr double greatest = std::numeric_limits<float>::max();
    const double size = value < 0 ? -value : value;
    if (size > greatest && size <= std::numeric_limits<double>::max())
        throw conversion_error("a number is beyond the range of a float column");
    return static_cast<float>(value);
}

} // namespace detail
} // namespace v0
} // namespace refract
