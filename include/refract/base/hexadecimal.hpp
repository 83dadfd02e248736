// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// \file
/// Bytes as hexadecimal digits: "0aff".

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::string_view hexadecimal_digits = "0123456789abcdef";

/// The value of a digit of either case; -1 of anything else.
constexpr int hexadecimal_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
/// Adds the two digits of a byte.
constexpr void put_hexadecimal(std::string& to, unsigned char byte) {
    to += hexadecimal_digits[byte / 16];
    to += hexadecimal_digits[byte % 16];
}
template <class Bytes> constexpr void put_all_hexadecimal(std::string& to, const Bytes& bytes) {
    for (const auto each : bytes) detail::put_hexadecimal(to, static_cast<unsigned char>(each));
}

} // namespace detail
} // namespace v0
} // namespace refract
