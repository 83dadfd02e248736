// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/shape.hpp>

#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

/// \file
/// What `load<&Author::posts>(authors)` may be given: objects that have the key, a level, and what is said of it and of
/// those below.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a row has the columns by which it finds the rows of a field, as values of their types.
template <class Row, std::size_t Field> constexpr bool has_key_fields() {
    const level_relation& relation = relation_of<Row, Field>;
    for (std::size_t i = 0; i < relation.from.count; ++i) {
        const std::size_t column = relation.from.columns[i], field = find_field_of<Row>(column);
        if (field == table_info::none) return false;
        const type_kind kind = relation.parent().columns[column].type.kind, own = level_fields_of<Row>[field].type.kind;
        if (kind != own && !(is_whole_number(kind) && is_whole_number(own))) return false;
    }
    return true;
}

/// Whether these are shapes that can be written to: one, or a range of them.
template <class Shape, class Objects> constexpr bool holds_shapes() {
    using given = std::remove_reference_t<Objects>;
    if constexpr (std::is_same_v<given, Shape>)
        return std::is_lvalue_reference_v<Objects>;
    else if constexpr (requires(given& objects) { std::begin(objects) != std::end(objects); })
        return std::is_same_v<decltype(*std::begin(std::declval<given&>())), Shape&>;
    else
        return false;
}

/// Whether a level is one that a path names, or below it.
template <std::size_t... Level, std::size_t... Path>
constexpr bool leads_below(std::index_sequence<Level...>, std::index_sequence<Path...>) {
    const std::size_t level[]{Level...}, path[]{Path...};
    std::size_t same = 0;
    while (same < sizeof...(Level) && same < sizeof...(Path) && level[same] == path[same]) ++same;
    return same == sizeof...(Path);
}

template <class Path, class Shape, class... Nested> consteval auto find_loaded_outcome(type_list<Nested...>) {
    constexpr bool are_levels = (is_level_of<Shape, Nested> && ...) &&
                                differ(type_list<typename Nested::path::indexes...>{}) &&
                                (leads_below(typename Nested::path::indexes{}, typename Path::indexes{}) && ...);
    using said = said_levels<typename Nested::path::indexes...>;
    using row = level_row_t<typename Path::row, Path::field>;
    constexpr bool is_unsaid = (has_computed_fields<row>() && !said::template has<typename Path::indexes>) ||
                               is_left_unsaid<said, row>(typename Path::indexes{});
    return first_failed_t<check_that<are_levels, rule::load_takes_levels, Shape>,
                          typename nested_outcome<Nested>::type...,
                          check_that<!is_unsaid, rule::field_is_computed, row>>{};
}
/// What is wrong with a call of `load`.
template <class Path, class Objects, class... Part> struct load_outcome {
    using type = failed<rule::load_names_rows, Objects>;
};
template <auto... Member, class Objects, class... Part>
    requires(sizeof...(Member) > 0 && level_path<Member...>::is_connected && (holds_rows<member_type<Member>> && ...))
struct load_outcome<level_path<Member...>, Objects, Part...> {
    using path = level_path<Member...>;
    using shape = typename first_of_path<Member...>::row;
    static consteval auto find() {
        if constexpr ((std::is_same_v<Part, refused_level> || ...))
            return failed<rule::told>{};
        else if constexpr (!(is_nested<Part> && ...))
            return failed<rule::load_takes_levels, shape, Part...>{};
        else if constexpr (!is_passed<check_shape<shape>>)
            return check_shape<shape>{};
        else if constexpr (!holds_shapes<shape, Objects>())
            return failed<rule::load_takes_objects, shape, Objects>{};
        else if constexpr (!has_key_fields<typename path::row, path::field>())
            return failed<rule::load_has_key, typename path::row>{};
        else
            return find_loaded_outcome<path, shape>(type_list<Part...>{});
    }
    using type = decltype(find());
};

/// Those of the parts of a call that are levels, as the set that a query would hold.
template <class... Nested, class... Part> constexpr nested_set<Nested...> make_nested_set(const Part&... part) {
    if constexpr (sizeof...(Nested) == 0)
        return {};
    else
        return {{{detail::part_of_type<Nested>(part...)}...}};
}

} // namespace detail
} // namespace v0
} // namespace refract
