// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {

/// text.
template <> struct codec<std::string> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const std::string& value) { return value; }
    static void decode(std::string_view stored, std::string& out) { out.assign(stored); }
};

#ifdef __cpp_char8_t
/// text that says that it is UTF-8.
template <> struct codec<std::u8string> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static std::string_view encode(const std::u8string& value) {
        return {reinterpret_cast<const char*>(value.data()), value.size()};
    }
    static void decode(std::string_view stored, std::u8string& out) { out.assign(stored.begin(), stored.end()); }
};
#endif

/// text, as a parameter or as a field of a streamed row.
/// Lifetime: a field looks into the driver's buffer and lives until the next row.
template <> struct codec<std::string_view> : detail::plain_codec<std::string_view, type_kind::text> {};

/// text, as a parameter only.
template <> struct codec<const char*> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const char* value) { return value; }
};

/// The character that makes wildcards plain in a pattern.
template <> struct codec<detail::single_character> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const detail::single_character& value) { return {&value.character, 1}; }
};

} // namespace v0
} // namespace refract
