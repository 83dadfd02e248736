// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A text of the library as a std::string_view, which itself counts the characters of a constant one by one: compilers
/// take microseconds for each of them, and the dialects' tables have tens of thousands.
struct constant_text : std::string_view {
    constexpr constant_text() = default;
    constexpr constant_text(const char* text) : std::string_view(text, __builtin_strlen(text)) {}
    constexpr constant_text(std::string_view text) : std::string_view(text) {}
};

} // namespace detail
} // namespace v0
} // namespace refract
