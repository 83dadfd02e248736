// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/base/values.hpp>
#include <refract/schema/column_option.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// Where a struct's options are found.

namespace refract {
inline namespace v0 {
namespace detail {

/// The options of one model.
template <class... Option> struct table_options {
    values<Option...> options;
};

} // namespace detail

/// The options of a model: `template <> inline constexpr auto refract::model<User> = refract::table(...)`.
template <class... Option> constexpr auto table(const Option&... option) {
    constexpr bool are_options = (std::is_base_of_v<detail::table_option, Option> && ...);
    detail::require<detail::check_that<are_options, detail::rule::table_takes_options, Option...>>();
    if constexpr (are_options)
        return detail::table_options<Option...>{{{option}...}};
    else
        return detail::table_options<>{};
}

/// How a struct is stored. Without a specialisation it is a model by convention: the table has the
/// struct's name in snake_case, columns have the fields' names, and `id` is the primary key.
template <class Struct> inline constexpr auto model = table();

namespace detail {

template <class Struct> using options_type = std::remove_const_t<decltype(model<Struct>)>;
template <class Struct> inline constexpr bool is_model_by_convention =
    std::is_same_v<options_type<Struct>, table_options<>>;

template <std::size_t... Index, class... Option, class Apply>
constexpr void for_each_option([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Option...>& options,
                               [[maybe_unused]] const Apply& apply) {
    (apply(detail::get<Index>(options)), ...);
}

} // namespace detail
} // namespace v0
} // namespace refract
