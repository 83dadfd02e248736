// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A JSON object on its way out: what reports are for machines.

namespace refract {
inline namespace v0 {
namespace detail {

/// Quotes a text; bytes that are no UTF-8 pass as they are.
inline std::string quote_json(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (each == '"' || each == '\\') {
            quoted.append({'\\', each});
        } else if (byte < 0x20) {
            quoted.append("\\u00").append({digits[byte / 16], digits[byte % 16]});
        } else {
            quoted.push_back(each);
        }
    }
    return quoted.append("\"");
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
        text_.append(text_.size() > 1 ? "," : "").append(quote_json(name)).append(":").append(json);
        return *this;
    }
    std::string object() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

} // namespace detail
} // namespace v0
} // namespace refract
