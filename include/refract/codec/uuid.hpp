// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {

/// A universally unique identifier (RFC 9562): sixteen bytes.
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    constexpr bool operator==(const uuid&) const = default;
    constexpr auto operator<=>(const uuid&) const = default;

    /// Reads 32 hexadecimal digits, with or without hyphens and braces; none for anything else.
    static constexpr std::optional<uuid> parse(std::string_view text) {
        if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
        uuid result;
        std::size_t digits = 0;
        bool hyphen_may_follow = false; // behind each group of four digits, once
        for (char c : text) {
            if (c == '-' && hyphen_may_follow && digits < 32) {
                hyphen_may_follow = false;
                continue;
            }
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0 || digits == 32) return std::nullopt;
            auto& byte = result.bytes[digits / 2];
            byte = static_cast<std::uint8_t>(byte << 4 | digit);
            hyphen_may_follow = ++digits % 4 == 0;
        }
        if (digits != 32) return std::nullopt;
        return result;
    }

    /// "01234567-89ab-cdef-0123-456789abcdef".
    constexpr std::string to_string() const {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        std::string text;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
            text += hexadecimal[bytes[i] >> 4];
            text += hexadecimal[bytes[i] & 15];
        }
        return text;
    }
};

/// uuid; on SQLite text in its usual form, and sixteen bytes are read as well.
template <> struct codec<uuid> {
    static constexpr sql_type type{.kind = type_kind::uuid};
    using wire = refract::wire::uuid;
    static constexpr wire encode(const uuid& value) { return {value.bytes}; }
    static constexpr void decode(const wire& stored, uuid& out) { out.bytes = stored.bytes; }
};

} // namespace v0
} // namespace refract
