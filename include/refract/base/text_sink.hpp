// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Append-only text that either counts or writes.
///
/// One plain type serves both passes and every length: a sink templated on its length would
/// instantiate every printing function again for every query.
struct text_sink {
    char* out = nullptr; ///< null while counting
    std::size_t size = 0;

    constexpr void put(char character) {
        if (out) out[size] = character;
        ++size;
    }
    constexpr void put(std::string_view text) {
        if (out)
            for (std::size_t i = 0; i < text.size(); ++i) out[size + i] = text[i];
        size += text.size();
    }
    constexpr void put_number(std::uint64_t number) {
        if (number >= 10) put_number(number / 10);
        put(static_cast<char>('0' + number % 10));
    }
    constexpr void put_number(std::int64_t number) {
        if (number < 0) {
            put('-');
            put_number(std::uint64_t{0} - static_cast<std::uint64_t>(number));
        } else {
            put_number(static_cast<std::uint64_t>(number));
        }
    }
    /// Text between quotes, with the closing one doubled inside: the one way in which names and literals enter SQL.
    constexpr void put_quoted(std::string_view text, char open, char close) {
        put(open);
        for (char character : text) {
            if (character == close) put(close);
            put(character);
        }
        put(close);
    }
    constexpr void put_quoted(std::string_view text, char quote) { put_quoted(text, quote, quote); }
};

} // namespace detail
} // namespace v0
} // namespace refract
