// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/type_name.hpp>
#include <refract/schema/fields.hpp>
#include <refract/schema/sql_type.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Structs that rows fill, as plain constant data. `struct Card { std::string title; std::int64_t views; }` has two
/// fields and is no table: it has no name in the database, no key and no options.

namespace refract {
inline namespace v0 {
namespace detail {

/// A struct that names the model whose rows it reads, with what belongs to them: a shape.
template <class Struct>
concept shape_struct = requires { typename Struct::model; } && !storable<Struct>;

/// What fills a field of a row.
enum class field_kind : std::uint8_t {
    unknown, ///< nothing: its type has no codec, which has been said
    column,
};

struct field_info {
    std::string_view name;
    field_kind kind = field_kind::unknown;
    sql_type type{};
    bool nullable = false;
};

struct row_info {
    std::string_view (*name)() = nullptr; ///< of the struct; asked for messages only
    array_view<field_info> fields{};
    bool is_level = false; ///< of a tree: the rows have further columns behind the fields

    constexpr bool has(std::string_view field) const {
        for (const field_info& each : fields)
            if (each.name == field) return true;
        return false;
    }
};

/// The first field for which `Holds` is false, or their number.
template <template <class> class Holds, class... Field> constexpr std::size_t first_without(type_list<Field...>) {
    std::size_t at = 0;
    static_cast<void>((... || (!Holds<Field>::value || (++at, false))));
    return at;
}
/// A pointer to characters can be given to a query, but a row would not own them.
template <class Field> using is_storable =
    std::bool_constant<storable<Field> && !std::is_pointer_v<without_optional<Field>>>;
template <class Field> using is_of_known_values = std::bool_constant<has_known_values<without_optional<Field>>>;

/// What is said of a type whose values nobody knows.
template <class Value> struct values_mistake {
    using type = failed<rule::enumerators_are_known, Value>;
};

template <class Struct> consteval auto find_field_outcome() {
    using fields = field_types<Struct>;
    // Enumerators first: what is storable asks an enum's codec, which would say it far from the user's line.
    constexpr std::size_t unknown = first_without<is_of_known_values>(fields{});
    if constexpr (!is_passed<check_flat<Struct>>) {
        return check_flat<Struct>{};
    } else if constexpr (unknown < fields::size) {
        return typename values_mistake<without_optional<field_type<Struct, unknown>>>::type{};
    } else {
        constexpr std::size_t unstored = first_without<is_storable>(fields{});
        if constexpr (unstored < fields::size)
            return failed<rule::field_is_storable, Struct, name_of_field<Struct, unstored>,
                          field_type<Struct, unstored>>{};
        else
            return passed{};
    }
}
template <class Struct> using check_fields = decltype(find_field_outcome<Struct>());

template <class Field> constexpr sql_type stored_type() {
    if constexpr (storable<Field>)
        return type_of<Field>;
    else
        return {};
}

template <class Struct, std::size_t... Index, class... Field>
constexpr std::array<field_info, sizeof...(Field)> list_fields(std::index_sequence<Index...>, type_list<Field...>) {
    return {field_info{.name = field_name<Struct>(Index),
                       .kind = storable<Field> ? field_kind::column : field_kind::unknown,
                       .type = stored_type<Field>(),
                       .nullable = is_optional<Field>}...};
}
template <class Struct> constexpr auto make_fields() {
    require<check_fields<Struct>>();
    return list_fields<Struct>(std::make_index_sequence<field_count<Struct>>{}, field_types<Struct>{});
}
template <class Struct> inline constexpr auto fields_of = make_fields<Struct>();
template <class Struct> inline constexpr row_info described_row{&type_name<Struct>, fields_of<Struct>};

/// Stands for what no row can fill, after that has been said.
inline constexpr row_info no_row{};

/// A struct that rows fill: the Row of `select<Row>()`.
template <class Struct> constexpr const row_info& row_info_of() {
    if constexpr (reflectable<Struct>) {
        return described_row<Struct>;
    } else {
        require<model_failure<Struct>>();
        return no_row;
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
