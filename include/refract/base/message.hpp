// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// The words of errors about values. A value may be a secret, or a megabyte long: messages name what was found
/// by its type and length, never by itself.

namespace refract {
inline namespace v0 {
namespace detail {

/// "a text of 12 bytes".
inline std::string text_of_length(std::size_t size) {
    return "a text of " + std::to_string(size) + (size == 1 ? " byte" : " bytes");
}
/// "a value of 12 bytes".
inline std::string bytes_of_length(std::size_t size) {
    return "a value of " + std::to_string(size) + (size == 1 ? " byte" : " bytes");
}

/// "a whole number does not fit in std::int16_t".
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_out_of_range(std::string_view found, std::string_view wanted) {
    throw conversion_error(std::string(found) + " does not fit in " + std::string(wanted));
}

} // namespace detail
} // namespace v0
} // namespace refract
