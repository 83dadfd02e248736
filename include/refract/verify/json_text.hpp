// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/json_quote.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A JSON object on its way out: what reports are for machines.

namespace refract {
inline namespace v0 {
namespace detail {

class json_text {
public:
    json_text& field(std::string_view name, std::string_view value) {
        std::string quoted;
        put_json_text(quoted, value);
        return add(name, quoted);
    }
    json_text& field(std::string_view name, std::uint64_t value) { return add(name, std::to_string(value)); }
    json_text& field(std::string_view name, const std::vector<std::string_view>& values) {
        std::string list = "[";
        for (const std::string_view each : values) {
            if (list.size() > 1) list += ',';
            put_json_text(list, each);
        }
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
