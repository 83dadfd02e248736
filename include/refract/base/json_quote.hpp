// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Adds a text as JSON quotes it; bytes that are no UTF-8 pass as they are.
inline void put_json_text(std::string& to, std::string_view text) {
    to += '"';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            to += "\\u00";
            put_hexadecimal(to, static_cast<unsigned char>(c));
            continue;
        }
        if (c == '"' || c == '\\') to += '\\';
        to += c;
    }
    to += '"';
}

} // namespace detail
} // namespace v0
} // namespace refract
