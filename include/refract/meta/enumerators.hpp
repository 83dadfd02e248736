// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/type_name.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// One enumerator and the text that stands for it.
template <class Enum> struct enumerator {
    Enum value;
    std::string_view name;
};

namespace detail {

/// All candidates in one function name: one instantiation per enum, not one per value.
template <auto... Value> constexpr std::string_view printed_enumerators() {
    return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
}

inline constexpr int enumerator_first = -1;
inline constexpr std::size_t enumerator_candidates = 64;
template <class Enum> inline constexpr std::size_t candidate_count =
    std::is_same_v<std::underlying_type_t<Enum>, bool> ? 2 : enumerator_candidates;

template <class Enum> constexpr Enum enumerator_candidate(std::size_t index) {
    using number = std::underlying_type_t<Enum>;
    if constexpr (std::is_same_v<number, bool>) return static_cast<Enum>(index != 0);
    // An unsigned type has no -1: its largest value, which enums use as "none", stands first.
    return static_cast<Enum>(static_cast<number>(static_cast<int>(index) + enumerator_first));
}

template <class Enum, std::size_t... Index>
constexpr std::string_view print_enumerators(std::index_sequence<Index...>) {
    return printed_enumerators<enumerator_candidate<Enum>(Index)...>();
}

// Only such enums may hold any number: casting beyond the enumerators of another is not constant.
template <class Enum>
concept has_fixed_type = std::is_enum_v<Enum> && requires { Enum{0}; };

struct found_enumerators {
    std::array<std::string_view, enumerator_candidates> names{};
    std::size_t count = 0, characters = 0;
};

/// Where an element of a printed list ends. Commas and brackets inside belong to template arguments
/// and to the names of unnamed namespaces.
constexpr std::size_t enumerator_end(std::string_view printed, std::size_t at) {
    constexpr std::string_view opening = "(<{[", closing = ")>}]";
    for (int depth = 0;; ++at) {
        if (opening.find(printed[at]) != std::string_view::npos) ++depth;
        const bool closes = closing.find(printed[at]) != std::string_view::npos;
        if (depth == 0 && (closes || printed[at] == ',')) return at;
        if (closes) --depth;
    }
}

/// Reads the names out of a printed list; a value without one is printed as a cast: "(Role)3".
constexpr found_enumerators parse_enumerators(std::string_view printed, std::size_t candidates) {
    found_enumerators result;
    // Every element is assigned: GCC 12 cannot copy a constant whose elements were left alone.
    result.names.fill({});
    std::size_t at = printed.find_first_of("{<", printed.find(" = ")) + 1;
    for (std::size_t i = 0; i < candidates; ++i) {
        const std::size_t end = enumerator_end(printed, at);
        std::size_t first = end;
        while (first > at && is_identifier_character(printed[first - 1])) --first;
        const bool is_number = first == end || (printed[first] >= '0' && printed[first] <= '9');
        if (is_number || printed[first - 1] == ')') first = end; // a cast
        result.names[i] = printed.substr(first, end - first);
        result.characters += end - first;
        if (first != end) ++result.count;
        at = end + 1;
    }
    return result;
}

template <class Enum> inline constexpr found_enumerators parsed_enumerators = parse_enumerators(
    print_enumerators<Enum>(std::make_index_sequence<candidate_count<Enum>>{}), candidate_count<Enum>);

// Copied, so that the compilers' long function names do not stay in the binary.
template <class Enum> constexpr auto copy_enumerator_text() {
    std::array<char, parsed_enumerators<Enum>.characters + 1> result{};
    std::size_t at = 0;
    for (std::string_view name : parsed_enumerators<Enum>.names)
        for (char c : name) result[at++] = c;
    return result;
}
template <class Enum> inline constexpr auto enumerator_text = copy_enumerator_text<Enum>();

template <class Enum> constexpr auto list_enumerators() {
    std::array<enumerator<Enum>, parsed_enumerators<Enum>.count> result{};
    std::size_t at = 0, index = 0;
    for (std::size_t i = 0; i < enumerator_candidates; ++i) {
        std::size_t size = parsed_enumerators<Enum>.names[i].size();
        if (size == 0) continue;
        result[index++] = {enumerator_candidate<Enum>(i), {enumerator_text<Enum>.data() + at, size}};
        at += size;
    }
    return result;
}
/// The enumerators of an enum that lie from -1 to 62, in the order of their values.
template <class Enum> inline constexpr auto enumerators_of = list_enumerators<Enum>();

} // namespace detail
} // namespace v0
} // namespace refract
