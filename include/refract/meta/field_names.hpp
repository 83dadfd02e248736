// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>
#include <refract/base/type_name.hpp>
#include <refract/meta/tie.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

/// \file
/// The names of a struct's fields: the compiler prints them with the addresses of the fields of an
/// object that is declared and never defined.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct> struct field_holder {
    const Struct value;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal" // the same, of a struct inside a function
#endif
/// Declared and never defined: its fields have addresses in constant expressions, so that a field
/// can be known by where it is, even of a struct that has no constexpr constructor.
template <class Struct> extern const field_holder<Struct> field_probe;

struct list_addresses {
    template <class Field> static constexpr const void* address_of(const volatile Field& field) {
        return const_cast<const Field*>(__builtin_addressof(field));
    }
    // A reference to constant binds to a bit-field, too: to a copy, which is no constant.
    template <class... Field> constexpr auto operator()(const Field&... field) const {
        return std::array<const void*, sizeof...(Field)>{address_of(field)...};
    }
};
template <class Struct> constexpr auto collect_addresses() {
    return detail::with_members(field_probe<Struct>.value, list_addresses{});
}
template <bool> struct constant {};
/// A struct without bit-fields, which have no address.
template <class Struct>
concept has_addresses = requires { typename constant<(static_cast<void>(collect_addresses<Struct>()), true)>; };

#if defined(__clang__)
template <class Struct> inline constexpr auto kept_addresses = collect_addresses<Struct>();
template <class Struct> constexpr const auto& field_addresses() { return kept_addresses<Struct>; }
#else
// GCC would emit the variable of a struct inside a function or an unnamed namespace, and the linker
// would miss the probe. It remembers what a function returned, so that asking again is cheap.
template <class Struct> constexpr auto field_addresses() { return collect_addresses<Struct>(); }
#endif

// Clang below 18 accepts the address of a sub-object as a template argument only inside a class.
struct field_address {
    const void* address;
};
/// All fields in one function name: one instantiation per struct, not one per field.
template <field_address... Address> constexpr std::string_view printed_fields() {
    return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}; // which nobody has to count
}
template <class Struct, std::size_t... Index> consteval std::string_view print_fields(std::index_sequence<Index...>) {
    constexpr auto all = field_addresses<Struct>();
    return printed_fields<field_address{all[Index]}...>();
}

/// Reads the names out of a printed list. Every compiler prints an element as "field_address{...}",
/// and last in it the member's name, perhaps with closing parentheses.
template <std::size_t Count> constexpr std::array<std::string_view, Count> parse_field_names(std::string_view printed) {
    constexpr std::string_view opening = "field_address{";
    std::array<std::string_view, Count> names{};
    // Plain pointers, and only the first element is taken apart: the others differ from it in the
    // name alone. Compilers spend a microsecond on each step here, for each character of each model.
    const char* const element = printed.data() + printed.find(opening, printed.find('='));
    const char* end = element + opening.size();
    for (int braces = 1; braces > 0; ++end) braces += (*end == '{') - (*end == '}');
    const char* last = end - 1;
    while (!is_identifier_character(last[-1])) --last;
    const char* first = last;
    while (is_identifier_character(first[-1])) --first;
    const auto prefix = first - element, suffix = end - last;
    constexpr std::ptrdiff_t separator = 2; // ", "
    for (std::size_t i = 0; i < Count; ++i) {
        while (is_identifier_character(*last)) ++last;
        names[i] = std::string_view(first, static_cast<std::size_t>(last - first));
        if (i + 1 < Count) first = last = last + suffix + separator + prefix;
    }
    return names;
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <std::size_t Count, std::size_t Size> struct joined_names {
    std::array<char, Size + 1> text{};
    std::array<std::size_t, Count + 1> ends{}; // ends[i + 1] is the end of name i
};

template <class Struct> inline constexpr auto parsed_field_names =
    parse_field_names<member_count<Struct>>(print_fields<Struct>(std::make_index_sequence<member_count<Struct>>{}));

template <class Struct> constexpr std::size_t field_names_size() {
    std::size_t size = 0;
    for (std::string_view name : parsed_field_names<Struct>) size += name.size();
    return size;
}
// Copied, so that the compilers' long function names do not stay in the binary.
template <class Struct> constexpr auto join_field_names() {
    joined_names<member_count<Struct>, field_names_size<Struct>()> result;
    std::size_t at = 0, index = 0;
    for (std::string_view name : parsed_field_names<Struct>) {
        for (char c : name) result.text[at++] = c;
        result.ends[++index] = at;
    }
    return result;
}
template <class Struct> inline constexpr auto member_names_of = join_field_names<Struct>();

/// The name of a field, as the struct spells it.
template <class Struct> constexpr std::string_view member_name(std::size_t index) {
    const auto& joined = member_names_of<Struct>;
    return {joined.text.data() + joined.ends[index], joined.ends[index + 1] - joined.ends[index]};
}

/// A field's name among what a failed check is about.
template <class Struct, std::size_t Index> using name_of_member =
    name<fixed_string<member_name<Struct>(Index).size() + 1>(member_name<Struct>(Index))>;

namespace self_check {
struct sample {
    int first;
    double second_2;
};
static_assert(
    member_name<sample>(0) == "first" && member_name<sample>(1) == "second_2",
    "refract: this compiler prints member names in an unknown way. Please report it with the compiler's version.");
} // namespace self_check

} // namespace detail
} // namespace v0
} // namespace refract
