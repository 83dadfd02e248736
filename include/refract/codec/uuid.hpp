// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/codec/codec.hpp>

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/random.h>

namespace refract {
inline namespace v0 {

namespace detail {

/// Bytes from the operating system's generator, which no one can guess.
inline void fill_with_random(std::uint8_t* out, std::size_t size) {
    if (getentropy(out, size) != 0) throw error("the operating system has no random bytes");
}

/// Milliseconds since 1970, and a counter of twelve bits below them: a larger one than the `last` for each call, also
/// from several threads, also where the clock stands still or is set back.
inline std::uint64_t next_uuid_instant(std::uint64_t& last, std::uint64_t least) {
    std::uint64_t before = __atomic_load_n(&last, __ATOMIC_RELAXED);
    std::uint64_t next = 0;
    do next = before < least ? least : before + 1;
    while (!__atomic_compare_exchange_n(&last, &before, next, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    return next;
}

} // namespace detail

/// A universally unique identifier (RFC 9562): sixteen bytes.
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    constexpr bool operator==(const uuid&) const = default;
    constexpr auto operator<=>(const uuid&) const = default;

    /// A random one (version 4), from the operating system's generator.
    /// Errors: `error` where that fails. Cost: a system call.
    static uuid random() {
        uuid made;
        detail::fill_with_random(made.bytes.data(), made.bytes.size());
        return made.with_version(4);
    }
    /// One that begins with the time (version 7), so that new keys stand at the end of an index. Of two made one after
    /// the other in a process the second is the larger one.
    /// Errors, cost: those of `random`.
    static uuid v7() {
        static std::uint64_t last = 0;
        uuid made;
        detail::fill_with_random(made.bytes.data() + 6, made.bytes.size() - 6);
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto milliseconds =
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
        // Each millisecond begins in the lower half of the counter, so that there is room to count.
        const auto start = static_cast<std::uint64_t>((made.bytes[6] & 7) << 8 | made.bytes[7]);
        const std::uint64_t instant = detail::next_uuid_instant(last, milliseconds << 12 | start);
        for (std::size_t i = 0; i < 6; ++i) made.bytes[i] = static_cast<std::uint8_t>(instant >> (52 - 8 * i));
        made.bytes[6] = static_cast<std::uint8_t>(instant >> 8 & 15);
        made.bytes[7] = static_cast<std::uint8_t>(instant);
        return made.with_version(7);
    }

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
            const int digit = detail::hexadecimal_digit(c);
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
        std::string text;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
            detail::put_hexadecimal(text, bytes[i]);
        }
        return text;
    }

private:
    constexpr uuid with_version(unsigned number) const {
        uuid made = *this;
        made.bytes[6] = static_cast<std::uint8_t>((made.bytes[6] & 15) | number << 4);
        made.bytes[8] = static_cast<std::uint8_t>((made.bytes[8] & 63) | 128);
        return made;
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

template <> struct std::hash<refract::uuid> {
    std::size_t operator()(const refract::uuid& value) const noexcept {
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(value.bytes);
        // Of version 7 the first half is much alike, of others both are random.
        return std::hash<std::uint64_t>()(halves[0] * 31 + halves[1]);
    }
};
