// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/rules/kinds.hpp>
#include <refract/meta/enumerators.hpp>
#include <refract/schema/model.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Rows of several kinds in one table: a column tells them apart, and each kind is a struct of the columns that it has.

namespace refract {
inline namespace v0 {
namespace detail {

/// A struct and the value by which rows of it are known: `kind_as<Kind::picture, Photo>`.
template <auto Value, class Struct> struct kind_as {};
} // namespace detail
using detail::kind_as; // were it of refract, calls with a kind would find more than the program's functions

namespace detail {

template <class Kind> struct kind_traits {
    using row = Kind;
    static constexpr bool is_explicit = false;
};
template <auto Value, class Struct> struct kind_traits<kind_as<Value, Struct>> {
    using row = Struct;
    using value_type = std::remove_const_t<decltype(Value)>;
    static constexpr bool is_explicit = true;
    static constexpr auto value = Value;
};
template <class> inline constexpr bool is_fixed_string = false;
template <std::size_t Size> inline constexpr bool is_fixed_string<fixed_string<Size>> = true;

/// Whether an enumerator is a struct's name in snake_case.
constexpr bool is_in_snake_case(std::string_view enumerator, std::string_view name) {
    char text[256]{};
    text_sink out{.out = text, .room = sizeof text};
    put_snake_case(out, enumerator);
    return out.size < sizeof text && std::string_view(text, out.size) == name;
}
template <class Enum> constexpr std::size_t find_enumerator(std::string_view name) {
    std::size_t at = 0;
    for (const auto& each : enumerators_of<Enum>) {
        if (is_in_snake_case(each.name, name)) return at;
        ++at;
    }
    return static_cast<std::size_t>(-1);
}

/// By what a kind is known in a column of a type.
template <class Field, class Kind> struct kind_value {
    using traits = kind_traits<Kind>;
    static constexpr bool find() {
        if constexpr (traits::is_explicit)
            return std::is_enum_v<Field> ? std::is_same_v<typename traits::value_type, Field>
                                         : is_fixed_string<typename traits::value_type>;
        else if constexpr (std::is_enum_v<Field>)
            return find_enumerator<Field>(snake_case_name<typename traits::row>()) != static_cast<std::size_t>(-1);
        else
            return true;
    }
    static constexpr bool exists = find();
    static constexpr auto get() {
        if constexpr (traits::is_explicit && std::is_enum_v<Field>)
            return traits::value;
        else if constexpr (traits::is_explicit)
            return traits::value.view();
        else if constexpr (std::is_enum_v<Field>)
            return enumerators_of<Field>[find_enumerator<Field>(snake_case_name<typename traits::row>())].value;
        else
            return snake_case_name<typename traits::row>();
    }
};
template <class Field, class... Kind> constexpr bool kind_values_differ() {
    std::size_t same = 0;
    const auto count = [&same](const auto& value) {
        same += (std::size_t{0} + ... + (kind_value<Field, Kind>::get() == value ? 1 : 0));
    };
    (count(kind_value<Field, Kind>::get()), ...);
    return same == sizeof...(Kind);
}

template <class Struct, class Model> constexpr bool is_shape_of() {
    if constexpr (shape_struct<Struct>)
        return std::is_same_v<typename Struct::model, Model>;
    else
        return false;
}
/// What is wrong with a struct as a kind of a model.
template <class Model, class Struct> consteval auto find_kind_outcome();

template <auto Member, class... Kind> struct kinds_option : table_option {
    using field = member_type<Member>;
    static constexpr auto member = Member;
    template <class Struct> static constexpr bool lists =
        (std::is_same_v<typename kind_traits<Kind>::row, Struct> || ...);
    template <class Struct> static constexpr std::size_t find_place() {
        std::size_t place = 0;
        bool is_behind = false;
        ((is_behind = is_behind || std::is_same_v<typename kind_traits<Kind>::row, Struct>, place += !is_behind), ...);
        return place;
    }
    /// The value of one of them; of others the first one's.
    template <class Struct> static constexpr auto value_of() {
        using found = join_lists_t<std::conditional_t<std::is_same_v<typename kind_traits<Kind>::row, Struct>,
                                                      type_list<Kind>, type_list<>>...>;
        return kind_value<field, typename list_element<0, found>::type>::get();
    }

    template <class Model> static consteval auto find_outcome() {
        if constexpr (!is_passed<check_member<Model, Member>>)
            return check_member<Model, Member>{};
        else if constexpr (sizeof...(Kind) == 0)
            return failed<rule::kinds_are_listed, Model>{};
        else if constexpr (!std::is_enum_v<field> && !std::is_same_v<field, std::string>)
            return failed<rule::kinds_are_told_apart, Model, field>{};
        else if constexpr (!(is_shape_of<typename kind_traits<Kind>::row, Model>() && ...))
            return failed<rule::kind_is_of_model, Model, Kind...>{};
        else if constexpr (!(kind_value<field, Kind>::exists && ...))
            return failed<rule::kind_has_value, Model, Kind...>{};
        else
            return check_that<kind_values_differ<field, Kind...>(), rule::kind_has_value, Model, Kind...>{};
    }
    template <class Model> using check = decltype(find_outcome<Model>());
    template <class Model> using check_expressions =
        first_failed_t<passed, decltype(find_kind_outcome<Model, typename kind_traits<Kind>::row>())...>;
};

template <class Options> struct kinds_among {
    using type = void;
};
template <auto Member, class... Kind, class... Option>
struct kinds_among<table_options<kinds_option<Member, Kind...>, Option...>> {
    using type = kinds_option<Member, Kind...>;
};
template <class First, class... Option> struct kinds_among<table_options<First, Option...>>
    : kinds_among<table_options<Option...>> {};
/// The kinds that a model has; void of one that has none.
template <class Model> using kinds_of = typename kinds_among<options_type<Model>>::type;

template <class Struct> constexpr bool find_kind() {
    if constexpr (!shape_struct<Struct>)
        return false;
    else if constexpr (std::is_void_v<kinds_of<typename Struct::model>>)
        return false;
    else
        return kinds_of<typename Struct::model>::template lists<Struct>;
}
/// Whether a struct is a kind of its model's rows.
template <class Struct> inline constexpr bool is_kind = find_kind<Struct>();
/// The column that tells the kinds of a struct's model apart, and the value by which the struct is known.
template <class Struct> inline constexpr std::size_t kind_column_of =
    member_index<kinds_of<typename Struct::model>::member>;
template <class Struct> inline constexpr auto kind_value_of =
    kinds_of<typename Struct::model>::template value_of<Struct>();

// std::variant, or what is like it; <variant> is not read for its sake.

template <class Row> struct variant_kinds {
    using type = type_list<>;
};
template <template <class...> class Variant, class... Kind>
    requires requires(const Variant<Kind...>& variant) {
        variant.index();
        variant.valueless_by_exception();
    }
struct variant_kinds<Variant<Kind...>> {
    using type = type_list<Kind...>;
};
template <class Row>
concept kind_variant = variant_kinds<Row>::type::size > 0;
/// The kinds of a variant; another row is its only one.
template <class Row> using kinds_of_row =
    std::conditional_t<kind_variant<Row>, typename variant_kinds<Row>::type, type_list<Row>>;
/// Whether a row is of a struct, or may be.
template <class Held, class Row> inline constexpr bool holds_struct = is_listed<Row>(kinds_of_row<Held>{});
/// What is read and written as a row of a tree is: a shape, or one of several kinds.
template <class Row>
concept tree_row = shape_struct<Row> || kind_variant<Row>;
/// The same, but for a model that names itself.
template <class Row>
concept row_of_other_model = kind_variant<Row> || is_of_other_model<Row>();

template <class First, class... Kind> constexpr bool are_kinds_of_one_model() {
    if constexpr ((is_kind<First> && ... && is_kind<Kind>))
        return (true && ... && std::is_same_v<typename First::model, typename Kind::model>);
    else
        return false;
}
template <class... Kind> constexpr bool are_listed_once(type_list<Kind...>) {
    std::size_t same = 0;
    const auto count = [&same]<class Each>() { same += (std::size_t{0} + ... + (std::is_same_v<Each, Kind> ? 1 : 0)); };
    (count.template operator()<Kind>(), ...);
    return same == sizeof...(Kind);
}
template <class Row, class First, class... Kind> consteval auto find_variant_outcome(type_list<First, Kind...>) {
    if constexpr (!are_kinds_of_one_model<First, Kind...>())
        return failed<rule::variant_is_of_kinds, Row>{};
    else if constexpr (!is_passed<check_model<typename First::model>>)
        return check_model<typename First::model>{};
    else
        return check_that<are_listed_once(type_list<First, Kind...>{}), rule::variant_is_of_kinds, Row>{};
}
template <class Row> consteval passed find_variant_outcome(type_list<>) { return {}; }
/// What is wrong with a variant as a row; of other rows it says nothing.
template <class Row> using check_variant = decltype(find_variant_outcome<Row>(typename variant_kinds<Row>::type{}));

} // namespace detail

/// The model's rows are of several kinds, each a shape of it: `kinds<&Item::kind, Comment, Photo>`. A row is of that
/// kind whose name, in snake_case, the column holds; `kind_as<Kind::picture, Photo>` says another value.
template <auto Member, class... Kind> inline constexpr detail::kinds_option<Member, Kind...> kinds{};

} // namespace v0
} // namespace refract
