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
    std::size_t room = out ? static_cast<std::size_t>(-1) : 0; ///< what does not fit is counted

    constexpr void put(char character) {
        if (size < room) out[size] = character;
        ++size;
    }
    constexpr void put(std::string_view text) {
        const std::size_t count = text.size();
        if (size + count <= room) { // by address: the compiler runs this for each character of each constant statement
            const char* from = text.data();
            char* to = out + size;
            std::size_t left = count;
            for (; left >= 4; left -= 4, to += 4, from += 4) {
                to[0] = from[0];
                to[1] = from[1];
                to[2] = from[2];
                to[3] = from[3];
            }
            for (; left > 0; --left) *to++ = *from++;
        }
        size += count;
    }
    /// A constant, whose length the compiler knows.
    constexpr void put(const char* text) { put(std::string_view(text, __builtin_strlen(text))); }
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
        const char* from = text.data();
        const char* const end = from + text.size();
        if (size + 2 * text.size() <= room) { // by address, as above
            char* to = out + size;
            for (; from != end; ++from, ++to) {
                if (*from == close) *to++ = close;
                *to = *from;
            }
            size = static_cast<std::size_t>(to - out);
        } else {
            for (; from != end; ++from) {
                if (*from == close) put(close);
                put(*from);
            }
        }
        put(close);
    }
    constexpr void put_quoted(std::string_view text, char quote) { put_quoted(text, quote, quote); }
};

} // namespace detail
} // namespace v0
} // namespace refract
