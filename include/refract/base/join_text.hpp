// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Texts one behind the other: `join_text({"no table ", name})`. The operators of std::string are many, and what
/// every program compiles uses this one function instead.
inline std::string join_text(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view part : parts) all.append(part.data(), part.size());
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract
