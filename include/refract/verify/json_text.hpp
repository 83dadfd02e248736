// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/json_quote.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A JSON object on its way out: what reports are for machines.

namespace refract {
inline namespace v0 {
namespace detail {

/// The bytes of the character that a text begins with; 0 if it is no UTF-8.
/// Source: https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, table 3-7
constexpr std::size_t size_of_character(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(at < text.size() ? text[at] : 0); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (byte(1) < least || byte(1) > most) return 0;
    for (std::size_t at = 2; at < size; ++at)
        if (byte(at) < 0x80 || byte(at) > 0xbf) return 0;
    return size;
}
/// A text as JSON quotes it; each byte that is no UTF-8, as messages and names in another encoding have them, becomes
/// U+FFFD.
inline std::string quote_json(std::string_view text) {
    std::string valid;
    for (std::size_t size = 0; !text.empty(); text.remove_prefix(size == 0 ? 1 : size)) {
        size = size_of_character(text);
        valid.append(size == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, size));
    }
    std::string quoted;
    put_json_text(quoted, valid);
    return quoted;
}

class json_text {
public:
    json_text& field(std::string_view name, std::string_view value) { return add(name, quote_json(value)); }
    json_text& field(std::string_view name, std::uint64_t value) { return add(name, std::to_string(value)); }
    json_text& field(std::string_view name, const std::vector<std::string_view>& values) {
        std::string list = "[";
        for (const std::string_view each : values) list.append(list.size() > 1 ? "," : "").append(quote_json(each));
        return add(name, list.append("]"));
    }
    /// A field whose value is JSON already.
    json_text& add(std::string_view name, std::string_view json) {
        if (text_.size() > 1) text_ += ',';
        put_json_text(text_, name);
        text_.append(":").append(json);
        return *this;
    }
    std::string object() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

} // namespace detail
} // namespace v0
} // namespace refract
