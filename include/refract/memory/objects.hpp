// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/memory.hpp>
#include <refract/expr/column.hpp>
#include <refract/memory/evaluate.hpp>
#include <refract/schema/fields.hpp>
#include <refract/tree/scope.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>

/// \file
/// The objects whose fields are the columns of an expression.

namespace refract {
inline namespace v0 {
namespace detail {

/// An object that stands for a table under another name.
template <class Alias, class Object> struct aliased_object {
    const Object& object;
};

/// What an object stands for, and whether it may be missing: the far side of an outer join.
template <class Object> struct evaluated_object {
    using source = Object;
    static constexpr bool is_object = reflectable<Object>;
    static constexpr bool is_missable = false;
    static const Object* find(const Object& object) { return std::addressof(object); }
};
template <class Object> struct evaluated_object<std::optional<Object>> {
    using source = typename evaluated_object<Object>::source;
    static constexpr bool is_object = evaluated_object<Object>::is_object;
    static constexpr bool is_missable = true;
    static const Object* find(const std::optional<Object>& object) {
        return object ? std::addressof(*object) : nullptr;
    }
};
template <class Alias, class Object> struct evaluated_object<aliased_object<Alias, Object>> {
    using traits = evaluated_object<Object>;
    using source = Alias;
    static constexpr bool is_object = traits::is_object && std::is_same_v<source_model<Alias>, typename traits::source>;
    static constexpr bool is_missable = traits::is_missable;
    static const auto* find(const aliased_object<Alias, Object>& given) { return traits::find(given.object); }
};

/// One object, or several in a tuple.
template <class Objects> struct object_list {
    using types = type_list<Objects>;
    static std::tuple<const Objects&> tie(const Objects& object) { return std::tie(object); }
};
template <class... Object> struct object_list<std::tuple<Object...>> {
    using types = type_list<std::remove_cvref_t<Object>...>;
    static const std::tuple<Object...>& tie(const std::tuple<Object...>& objects) { return objects; }
};

template <class Struct> any_value nth_field(const Struct& object, std::size_t wanted) {
    any_value found;
    std::size_t index = 0;
    detail::for_each_field(object, [&](const auto& field) {
        if (index++ == wanted) found = any_value(field);
    });
    return found;
}
template <class Object> bool read_object(const Object& object, const node& column, any_value& out) {
    using traits = evaluated_object<Object>;
    using table = typename traits::source;
    if (column.table != &table_of<source_model<table>> || column.alias != source_traits<table>::alias_name)
        return false;
    if (const auto* found = traits::find(object)) out = detail::nth_field(*found, column.column);
    out.type = column.type;
    return true;
}
template <class Tuple> any_value read_column(const void* objects, const node& column) {
    any_value found;
    std::apply([&](const auto&... object) { static_cast<void>((detail::read_object(object, column, found) || ...)); },
               *static_cast<const Tuple*>(objects));
    return found;
}

/// The tables that objects stand for, as a query would have them.
template <class... Object> constexpr scope scope_of_objects(type_list<Object...>) {
    scope in;
    ((in.sources[in.count++] = {.table = &table_of<source_model<typename evaluated_object<Object>::source>>,
                                .alias = source_traits<typename evaluated_object<Object>::source>::alias_name,
                                .nullable = evaluated_object<Object>::is_missable}),
     ...);
    return in;
}
constexpr bool are_told_apart(const scope& in) {
    for (std::size_t i = 0; i < in.count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (in.sources[i].table == in.sources[j].table && in.sources[i].alias == in.sources[j].alias) return false;
    return true;
}

template <class... Object> consteval auto find_objects_outcome(type_list<Object...>) {
    if constexpr (!(evaluated_object<Object>::is_object && ...))
        return first_failed_t<check_that<evaluated_object<Object>::is_object, rule::evaluated_of_objects, Object>...>{};
    else
        return check_that<are_told_apart(scope_of_objects(type_list<Object...>{})), rule::objects_are_told_apart,
                          Object...>{};
}
template <class Objects> using check_objects = decltype(find_objects_outcome(typename object_list<Objects>::types{}));

} // namespace detail
} // namespace v0
} // namespace refract
