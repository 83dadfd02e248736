// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A cursor of a connection, and the statements that name it.
struct cursor_name {
    std::uint32_t number = 0;

    /// Fills a pattern of the dialect: {name} is its own, {what} a query or a count.
    std::string text(std::string_view pattern, std::string_view what = {}) const {
        std::string made;
        for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{')) {
            made.append(pattern.substr(0, open));
            const std::size_t close = pattern.find('}', open);
            if (pattern.substr(open + 1, close - open - 1) == "name")
                made.append("refract_").append(std::to_string(number));
            else
                made.append(what);
            pattern.remove_prefix(close + 1);
        }
        return made.append(pattern);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
