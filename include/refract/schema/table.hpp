// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/base/values.hpp>
#include <refract/schema/column_option.hpp>

#include <cstddef>
#include <string_view>
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

struct spelled_option;
struct spelled_index_option;
struct named_option;
struct schema_option;
struct renamed_option;
/// Among what is given to table, the name of a function that was not called.
struct uncalled_option {
    constexpr uncalled_option() = default;
    template <class Given> constexpr uncalled_option(const Given&) {}
    constexpr uncalled_option(named_option (*)(std::string_view)) {}
    constexpr uncalled_option(schema_option (*)(std::string_view)) {}
    constexpr uncalled_option(renamed_option (*)(std::string_view)) {}
    constexpr uncalled_option(spelled_option (*)(std::string_view)) {}
    constexpr uncalled_option(spelled_option (*)(std::string_view, std::string_view)) {}
    constexpr uncalled_option(spelled_index_option (*)(std::string_view, std::string_view)) {}
};

template <bool AreOptions, class... Option> struct options_outcome {
    using type = failed<rule::table_takes_options, Option...>;
};
/// Those that stand but once have bits that differ.
template <class... Option> struct options_outcome<true, Option...> {
    using type =
        check_that<(0U + ... + Option::once) == (0U | ... | Option::once), rule::option_stands_once, Option...>;
};
template <bool AreOptions, class... Option> using check_options = typename options_outcome<AreOptions, Option...>::type;

} // namespace detail

/// The options of a model: `template <> inline constexpr auto refract::model<User> = refract::table(...)`.
template <class... Option> constexpr auto table(const Option&... option) {
    constexpr bool are_options = (detail::is_finished<Option> && ...);
    detail::require<detail::check_options<are_options, Option...>>();
    if constexpr (are_options)
        return detail::table_options<Option...>{{{option}...}};
    else
        return detail::table_options<>{};
}

template <class Refused = void>
constexpr detail::table_options<> table(detail::uncalled_option, detail::uncalled_option = {},
                                        detail::uncalled_option = {}, detail::uncalled_option = {}) {
    detail::require<detail::failed<detail::rule::table_takes_options, Refused>>();
    return {};
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
