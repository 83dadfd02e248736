// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/text_sink.hpp>
#include <refract/base/type_name.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_lower_or_digit(char c) { return is_lower(c) || (c >= '0' && c <= '9'); }

/// Writes a C++ name as the tables of a database are named: PostTag -> post_tag, HTTPLog -> http_log,
/// MD5Sum -> md5_sum.
constexpr void put_snake_case(text_sink& sink, std::string_view name) {
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool starts_word =
            is_upper(c) && i > 0 &&
            (is_lower_or_digit(name[i - 1]) || (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
        if (starts_word) sink.put('_');
        sink.put(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
}

template <class Type> constexpr std::size_t snake_case_size() {
    text_sink sink;
    put_snake_case(sink, type_name<Type>());
    return sink.size;
}
template <class Type> constexpr auto make_snake_case() {
    std::array<char, snake_case_size<Type>() + 1> text{};
    text_sink sink{.out = text.data()};
    put_snake_case(sink, type_name<Type>());
    return text;
}
/// A struct's name in snake_case, kept once per struct.
template <class Type> inline constexpr auto snake_case_text = make_snake_case<Type>();
template <class Type> constexpr std::string_view snake_case_name() {
    return {snake_case_text<Type>.data(), snake_case_text<Type>.size() - 1};
}

} // namespace detail
} // namespace v0
} // namespace refract
