// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// Decimal numbers of any length as text: "-12.50".

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The parts of a number's text: its sign, what stands before the point, what behind it.
struct number_parts {
    bool negative = false;
    std::string_view whole{}; ///< without zeros in front; empty for 0.5
    std::string_view fraction{};

    constexpr bool is_zero() const {
        return whole.empty() && fraction.find_first_not_of('0') == std::string_view::npos;
    }
    /// The fraction without zeros at its end, which are no part of the value.
    constexpr std::string_view shortest_fraction() const {
        return fraction.substr(0, fraction.find_last_not_of('0') + 1);
    }
};

/// Takes "+1.50", ".5" and "007" apart; false for what is no number, such as "1e3" or "NaN".
constexpr bool parse_number(std::string_view text, number_parts& out) {
    out = {};
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    out.whole = text.substr(0, point);
    if (point != std::string_view::npos) out.fraction = text.substr(point + 1);
    if (out.whole.empty() && out.fraction.empty()) return false;
    for (const char c : out.whole)
        if (!is_digit(c)) return false;
    for (const char c : out.fraction)
        if (!is_digit(c)) return false;
    while (!out.whole.empty() && out.whole[0] == '0') out.whole.remove_prefix(1);
    if (out.is_zero()) out.negative = false;
    return true;
}

/// A number's text with all the digits of its fraction: "0.50".
inline std::string print_number(const number_parts& parts, std::string_view fraction) {
    std::string text(parts.negative ? "-" : "");
    if (parts.whole.empty())
        text += '0';
    else
        text += parts.whole;
    if (!fraction.empty()) text.append(1, '.').append(fraction);
    return text;
}

/// Below zero if the left number is the smaller one, above if it is the larger one.
constexpr int compare_numbers(const number_parts& left, const number_parts& right) {
    if (left.negative != right.negative) return left.negative ? -1 : 1;
    int size = 0;
    if (left.whole.size() != right.whole.size())
        size = left.whole.size() < right.whole.size() ? -1 : 1;
    else if (const int whole = left.whole.compare(right.whole); whole != 0)
        size = whole;
    else
        size = left.shortest_fraction().compare(right.shortest_fraction());
    return left.negative ? -size : size;
}

/// "1.50" without the zeros at its end; of a text as print_number makes it.
constexpr std::string_view shortest_number(std::string_view text) {
    if (text.find('.') == std::string_view::npos) return text;
    text = text.substr(0, text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}
/// Whether a text is the one way to write its number without what says nothing: "1.5", not "01.50" or "-0".
constexpr bool is_shortest_number(std::string_view text) {
    number_parts parts;
    if (!parse_number(text, parts)) return false;
    const std::size_t whole = parts.whole.empty() ? 1 : parts.whole.size();
    const std::size_t fraction = parts.fraction.empty() ? 0 : 1 + parts.fraction.size();
    return parts.fraction == parts.shortest_fraction() && text.size() == parts.negative + whole + fraction;
}

} // namespace detail
} // namespace v0
} // namespace refract
