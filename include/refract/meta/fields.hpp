// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/base/type_list.hpp>
#include <refract/base/version.hpp>

#include <boost/pfr/core.hpp>
#include <boost/version.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Structs read at compile time. Everything rests on four things: how many fields a struct has,
/// their names, which field a member pointer means, and visiting them. The first, and the visit,
/// are Boost.PFR's; this is the only file that knows it. C++26's `<meta>` would replace this file.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t max_field_count = BOOST_VERSION < 108700 ? 100 : 200;

/// Stands for a value of any field's type.
struct any_field {
    template <class Field> operator Field&() const&&;
};
/// The same for structs that cannot be copied.
struct any_moved_field {
    template <class Field> operator Field() const&&;
};
template <class Struct> using field_value =
    std::conditional_t<std::is_copy_constructible_v<Struct>, any_field, any_moved_field>;

template <class Struct, std::size_t... Index> constexpr bool takes_values(std::index_sequence<Index...>) {
    return requires { Struct{(void(Index), field_value<Struct>{})...}; };
}
/// The largest number of values that a struct takes, between one that it takes and one that it does not.
template <class Struct, std::size_t Taken, std::size_t Refused> constexpr std::size_t count_between() {
    constexpr std::size_t middle = Taken + (Refused - Taken) / 2;
    if constexpr (middle == Taken)
        return Taken;
    else if constexpr (takes_values<Struct>(std::make_index_sequence<middle>{}))
        return count_between<Struct, middle, Refused>();
    else
        return count_between<Struct, Taken, middle>();
}
/// Boost.PFR counts from the size of the struct in bits downwards, which takes compilers long.
template <class Struct, std::size_t Taken = 0, std::size_t Tried = 8> constexpr std::size_t count_fields() {
    if constexpr (Tried > max_field_count)
        return count_between<Struct, Taken, max_field_count + 2>();
    else if constexpr (takes_values<Struct>(std::make_index_sequence<Tried>{}))
        return count_fields<Struct, Tried, 2 * Tried>();
    else
        return count_between<Struct, Taken, Tried>();
}
template <class Struct> constexpr std::size_t count_all_fields() {
    // A field that has no default makes fewer values than fields an error: no step is safe.
    if constexpr (takes_values<Struct>(std::make_index_sequence<1>{}))
        return count_fields<Struct, 1>();
    else
        return boost::pfr::tuple_size_v<Struct>;
}
/// The number of fields; of a struct that has too many, one more than is allowed.
template <class Struct> inline constexpr std::size_t field_count = count_all_fields<std::remove_cv_t<Struct>>();

/// Converts to the base classes of a struct only: an aggregate that begins with it has one.
template <class Struct> struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, Struct> && !std::is_same_v<Base, Struct>)
    operator Base() const;
};
template <class Struct>
concept has_base_class = requires { Struct{any_base<Struct>{}}; };

// Empty braces stand for one field, but for a whole array, whose elements are counted as fields:
// with an array among the next `Braces` fields, there are more values than fields.
template <class Struct, std::size_t Braces, std::size_t... Before, std::size_t... After>
constexpr bool are_single_fields(std::index_sequence<Before...>, std::index_sequence<After...>) {
    if constexpr (Braces == 8)
        return requires {
            Struct{(void(Before), any_field{})..., {}, {}, {}, {}, {}, {}, {}, {}, (void(After), any_field{})...};
        };
    else
        return requires { Struct{(void(Before), any_field{})..., {}, (void(After), any_field{})...}; };
}
template <class Struct, std::size_t From = 0> constexpr bool has_single_fields() {
    constexpr std::size_t count = field_count<Struct>;
    if constexpr (From == count) {
        return true;
    } else {
        constexpr std::size_t braces = count - From >= 8 ? 8 : 1;
        if constexpr (are_single_fields<Struct, braces>(std::make_index_sequence<From>{},
                                                        std::make_index_sequence<count - From - braces>{}))
            return has_single_fields<Struct, From + braces>();
        else
            return false;
    }
}
template <class Struct> constexpr bool has_plain_fields() {
    if constexpr (field_count<Struct> > max_field_count)
        return false;
    else if constexpr (!std::is_copy_constructible_v<Struct>)
        return true; // `any_field` cannot stand for what cannot be copied
    else
        return has_single_fields<Struct>();
}
template <class Struct> inline constexpr bool has_plain_fields_of = has_plain_fields<Struct>();

/// A struct whose fields can be visited one by one.
template <class Struct>
concept reflectable = std::is_class_v<Struct> && std::is_aggregate_v<Struct> && !std::is_polymorphic_v<Struct> &&
                      !std::is_empty_v<Struct> && !has_base_class<Struct> && has_plain_fields_of<Struct>;

namespace by_name {
template <class Struct> REFRACT_INLINE constexpr auto tie_fields(Struct& object) {
    return boost::pfr::detail::tie_as_tuple(object, boost::pfr::detail::size_t_<field_count<Struct>>{});
}
template <class Use, std::size_t... Index, class... Field> REFRACT_INLINE constexpr decltype(auto)
use_fields(const boost::pfr::detail::sequence_tuple::tuple_base<std::index_sequence<Index...>, Field...>& fields,
           Use&& use) {
    return use(static_cast<const boost::pfr::detail::sequence_tuple::base_from_member<Index, Field>&>(fields).value...);
}
/// Calls `use` with all fields at once: one function per struct and use, where a function per field
/// would be the largest part of what a model costs the compiler.
template <class Struct, class Use> REFRACT_INLINE constexpr decltype(auto) with_fields(Struct& object, Use&& use) {
    return use_fields(tie_fields(object), static_cast<Use&&>(use));
}
template <std::size_t Index, class Field>
constexpr Field& pick_field(const boost::pfr::detail::sequence_tuple::base_from_member<Index, Field&>& field) {
    return field.value;
}
} // namespace by_name
/// A field by its position.
template <std::size_t Index, class Struct> constexpr auto& field_of(Struct& object) {
    return pick_field<Index>(tie_fields(object));
}

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

template <class Struct> constexpr auto collect_addresses() {
    return with_fields(field_probe<Struct>.value, [](const auto&... field) {
        return std::array<const void*, sizeof...(field)>{static_cast<const void*>(&field)...};
    });
}
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
template <field_address... Address> constexpr std::string_view printed_fields() { return __PRETTY_FUNCTION__; }
template <class Struct, std::size_t... Index> constexpr std::string_view print_fields(std::index_sequence<Index...>) {
    constexpr auto all = field_addresses<Struct>();
    return printed_fields<field_address{all[Index]}...>();
}

constexpr bool is_identifier_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
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

template <std::size_t Count, std::size_t Size> struct joined_names {
    std::array<char, Size + 1> text{};
    std::array<std::size_t, Count + 1> ends{}; // ends[i + 1] is the end of name i
};

template <class Struct> inline constexpr auto parsed_field_names =
    parse_field_names<field_count<Struct>>(print_fields<Struct>(std::make_index_sequence<field_count<Struct>>{}));

template <class Struct> constexpr std::size_t field_names_size() {
    std::size_t size = 0;
    for (std::string_view name : parsed_field_names<Struct>) size += name.size();
    return size;
}
// Copied, so that the compilers' long function names do not stay in the binary.
template <class Struct> constexpr auto join_field_names() {
    joined_names<field_count<Struct>, field_names_size<Struct>()> result;
    std::size_t at = 0, index = 0;
    for (std::string_view name : parsed_field_names<Struct>) {
        for (char c : name) result.text[at++] = c;
        result.ends[++index] = at;
    }
    return result;
}
template <class Struct> inline constexpr auto field_names_of = join_field_names<Struct>();

/// The name of a field, as the struct spells it.
template <class Struct> constexpr std::string_view field_name(std::size_t index) {
    const auto& joined = field_names_of<Struct>;
    return {joined.text.data() + joined.ends[index], joined.ends[index + 1] - joined.ends[index]};
}

template <class> struct member_pointer;
template <class Struct, class Field> struct member_pointer<Field Struct::*> {
    using owner = Struct;
    using field = Field;
};
/// The struct and the type of a member pointer: `&User::id`.
template <auto Member> using member_owner = typename member_pointer<decltype(Member)>::owner;
template <auto Member> using member_type = typename member_pointer<decltype(Member)>::field;

template <auto Member> constexpr std::size_t find_member() {
    using owner = member_owner<Member>;
    if constexpr (reflectable<owner>) {
        const void* wanted = &(field_probe<owner>.value.*Member);
        const auto& all = field_addresses<owner>();
        std::size_t index = 0;
        while (all[index] != wanted) ++index;
        return index;
    } else {
        require<failed<rule::model_is_aggregate, owner>>();
        return 0;
    }
}
/// The position of a member in its struct.
template <auto Member> inline constexpr std::size_t member_index = find_member<Member>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Visitor> struct field_visitor {
    Visitor& visit;
    template <class... Field> REFRACT_INLINE constexpr void operator()(Field&... field) const { (visit(field), ...); }
};
namespace by_name {
/// Calls `visit(field)` for each field in order.
template <class Struct, class Visitor> REFRACT_INLINE constexpr void for_each_field(Struct& object, Visitor&& visit) {
    with_fields(object, field_visitor<std::remove_reference_t<Visitor>>{visit});
}
} // namespace by_name

struct list_types {
    template <class... Field> type_list<Field...> operator()(Field&...) const;
};
/// The types of the fields, in order.
template <class Struct> using field_types = decltype(with_fields(std::declval<Struct&>(), list_types{}));

template <class Struct, std::size_t Index> using field_type = typename list_element<Index, field_types<Struct>>::type;

namespace self_check {
struct sample {
    int first;
    double second_2;
};
static_assert(
    field_name<sample>(0) == "first" && field_name<sample>(1) == "second_2",
    "refract: this compiler prints member names in an unknown way. Please report it with the compiler's version.");
static_assert(member_index<&sample::second_2> == 1);
} // namespace self_check

} // namespace detail
} // namespace v0
} // namespace refract
