// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// How many fields a struct has, asked by the number of values that its braces take, and whether each
/// of those values is a field.

/// C++26 binds any number of fields; before it, each number needs a function of its own: meta/tie.hpp.
#if __cplusplus > 202302L && defined(__cpp_structured_bindings) && __cpp_structured_bindings >= 202411L
#define REFRACT_HAS_BINDING_PACKS 1
#else
#define REFRACT_HAS_BINDING_PACKS 0
#endif

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t max_field_count = REFRACT_HAS_BINDING_PACKS ? 256 : 128;

/// A shape, or what holds some. Its rows may hold pointers that own, in which case it cannot be copied although it says
/// that it can, as std::vector does.
template <class Field>
concept maybe_moved_only = requires { typename Field::model; } || requires { typename Field::value_type::model; };

/// Stands for a value of any field's type.
struct any_field {
    template <class Field>
        requires(!maybe_moved_only<Field>)
    operator Field&() const&&;
    template <maybe_moved_only Field> operator Field() const&&;
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
/// Doubles the number of values until there are too many, which compilers can do fast.
template <class Struct, std::size_t Taken = 0, std::size_t Tried = 8> constexpr std::size_t count_members() {
    if constexpr (Tried > max_field_count)
        return count_between<Struct, Taken, max_field_count + 2>();
    else if constexpr (takes_values<Struct>(std::make_index_sequence<Tried>{}))
        return count_members<Struct, Tried, 2 * Tried>();
    else
        return count_between<Struct, Taken, Tried>();
}
/// The number of fields of an aggregate with defaults; of one that has too many, one more than is allowed.
template <class Struct> inline constexpr std::size_t member_count = count_members<std::remove_cv_t<Struct>>();

/// A struct of which `Struct{}` is one: rows are made so before they are filled.
template <class Struct>
concept has_defaults = requires { Struct{}; };

/// Converts to the base classes of a struct only: an aggregate that begins with it has one.
template <class Struct> struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, Struct> && !std::is_same_v<Base, Struct>)
    operator Base() const;
};
/// Converts to nothing: a first field that takes this takes everything.
struct no_value {};
template <class Struct>
concept has_base_class = requires { Struct{any_base<Struct>{}}; } && !requires { Struct{no_value{}}; };

// Empty braces stand for one field, but for a whole array, whose elements are counted as fields:
// with an array among the next `Braces` fields, there are more values than fields.
template <class Struct, std::size_t Braces, std::size_t... Before, std::size_t... After>
constexpr bool are_single_fields(std::index_sequence<Before...>, std::index_sequence<After...>) {
    using value = field_value<Struct>;
    if constexpr (Braces == 8)
        return requires {
            Struct{(void(Before), value{})..., {}, {}, {}, {}, {}, {}, {}, {}, (void(After), value{})...};
        };
    else if constexpr (requires { Struct{(void(Before), value{})..., {}, (void(After), value{})...}; })
        return true;
    else // a type without a default takes no empty braces, but unlike an array not two values either
        return !requires { Struct{(void(Before), value{})..., {value{}, value{}}}; };
}
template <class Struct, std::size_t Braces, std::size_t From> constexpr bool are_single_at() {
    return are_single_fields<Struct, Braces>(std::make_index_sequence<From>{},
                                             std::make_index_sequence<member_count<Struct> - From - Braces>{});
}
template <class Struct, std::size_t From> constexpr bool has_eight_single_fields() {
    if constexpr (member_count<Struct> - From >= 8)
        return are_single_at<Struct, 8, From>();
    else
        return false;
}
/// Whether each of the values that the struct takes is a field.
template <class Struct, std::size_t From = 0> constexpr bool has_single_fields() {
    if constexpr (From == member_count<Struct>)
        return true;
    else if constexpr (has_eight_single_fields<Struct, From>())
        return has_single_fields<Struct, From + 8>();
    else if constexpr (are_single_at<Struct, 1, From>())
        return has_single_fields<Struct, From + 1>();
    else
        return false;
}

} // namespace detail
} // namespace v0
} // namespace refract
