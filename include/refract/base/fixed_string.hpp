// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {

/// Text as a template argument: `alias<Employee, "manager">`.
/// A plain array of characters, so that compilers print it readably in their errors.
template <std::size_t Size> struct fixed_string {
    char text[Size]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }
    /// Copies the first `Size - 1` characters of a text whose length is already known to fit.
    constexpr explicit fixed_string(std::string_view source) {
        for (std::size_t i = 0; i + 1 < Size && i < source.size(); ++i) text[i] = source[i];
    }

    constexpr std::string_view view() const { return {text, Size - 1}; }
    constexpr bool operator==(const fixed_string&) const = default;
};

} // namespace v0
} // namespace refract
