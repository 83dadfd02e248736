// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_identifier_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

template <class Type> constexpr std::string_view printed_type() {
    return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}; // which nobody has to count
}

struct type_name_probe {};

// Calibrated on a known type, never counted by hand: compilers change what they print around it.
inline constexpr std::string_view probe_name = "type_name_probe";
inline constexpr std::size_t type_name_suffix = [] {
    constexpr std::string_view printed = printed_type<type_name_probe>();
    return printed.size() - (printed.rfind(probe_name) + probe_name.size());
}();
inline constexpr std::size_t type_name_prefix = [] {
    // What stands before the qualified name is the same for every type.
    constexpr std::string_view printed = printed_type<type_name_probe>();
    std::size_t at = printed.rfind(probe_name);
    while (at > 0 && printed[at - 1] != ' ') --at;
    return at;
}();

/// The type's name with its namespaces, as the compiler prints it.
template <class Type> constexpr std::string_view qualified_type_name() {
    std::string_view printed = printed_type<Type>();
    // GCC lists further aliases behind a semicolon, whose length is in the suffix already.
    return printed.substr(type_name_prefix, printed.size() - type_name_prefix - type_name_suffix);
}

/// The type's own name, without namespaces and enclosing classes and functions; template arguments stay.
template <class Type> constexpr std::string_view type_name() {
    const std::string_view name = qualified_type_name<Type>();
    int depth = 0;
    for (std::size_t at = name.size(); at > 0; --at) {
        const char c = name[at - 1];
        if (c == ':' && depth == 0) return name.substr(at);
        if (c == ')' || c == '>' || c == '}' || c == ']') ++depth;
        if (c == '(' || c == '<' || c == '{' || c == '[') --depth;
    }
    return name;
}

static_assert(type_name<type_name_probe>() == probe_name);
static_assert(type_name<int>() == "int");

} // namespace detail
} // namespace v0
} // namespace refract
