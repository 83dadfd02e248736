// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/base/type_name.hpp>
#include <refract/codec/codec.hpp>
#include <refract/codec/number.hpp>
#include <refract/meta/enumerators.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

enum class enumeration_storage : std::uint8_t { name, number, native };

template <class Enum, std::size_t Count> struct enumeration_options {
    std::array<enumerator<Enum>, Count> list{};
    enumeration_storage storage = enumeration_storage::name;
    std::string_view native_name{}, native_schema{};

    /// Store the number instead of the name.
    constexpr enumeration_options by_number() const {
        auto copy = *this;
        copy.storage = enumeration_storage::number;
        return copy;
    }
    /// A type of its own on PostgreSQL (CREATE TYPE ... AS ENUM); text with a check elsewhere.
    constexpr enumeration_options native(std::string_view name) const {
        auto copy = *this;
        copy.storage = enumeration_storage::native;
        copy.native_name = name;
        return copy;
    }
    /// The schema of that type: `.native("mood").in_schema("app")` is "app"."mood".
    constexpr enumeration_options in_schema(std::string_view name) const {
        auto copy = *this;
        copy.native_schema = name;
        return copy;
    }
};

} // namespace detail

/// The enumerators of an enum with the names to store: for enums whose names cannot be read, or
/// whose values should have other names in the database.
template <class Enum, std::size_t Count> constexpr auto enumerators(const enumerator<Enum> (&list)[Count]) {
    detail::enumeration_options<Enum, Count> options;
    for (std::size_t i = 0; i < Count; ++i) options.list[i] = list[i];
    return options;
}
/// The enumerators that the compiler sees from -1 to 62, under their own names.
template <class Enum> constexpr auto enumerators() {
    if constexpr (!detail::has_fixed_type<Enum>) {
        return detail::enumeration_options<Enum, 0>{};
    } else {
        constexpr std::size_t count = detail::enumerators_of<Enum>.size();
        return detail::enumeration_options<Enum, count>{detail::enumerators_of<Enum>};
    }
}

/// How an enum is stored. Specialise it to change that:
/// `template <> inline constexpr auto refract::enumeration<Role> = refract::enumerators<Role>().by_number();`
template <class Enum> inline constexpr auto enumeration = enumerators<Enum>();

namespace detail {

template <class Enum>
    requires std::is_enum_v<Enum>
inline constexpr bool has_known_values<Enum> = !enumeration<Enum>.list.empty();
template <class Enum>
    requires std::is_enum_v<Enum>
inline constexpr bool is_counted<Enum> = enumeration<Enum>.list.empty();

template <class Enum> constexpr auto list_enumeration_names() {
    require<check_that<has_known_values<Enum>, rule::enumerators_are_known, Enum>>();
    std::array<std::string_view, enumeration<Enum>.list.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = enumeration<Enum>.list[i].name;
    return names;
}
template <class Enum> inline constexpr auto enumeration_names = list_enumeration_names<Enum>();
template <class Enum>
inline constexpr enumeration_info enumeration_info_of{enumeration_names<Enum>.data(), enumeration_names<Enum>.size(),
                                                      enumeration<Enum>.native_name, enumeration<Enum>.native_schema};

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unknown_enumerator(std::size_t length, std::string_view type) {
    throw conversion_error(text_of_length(length) + " is no enumerator of " + std::string(type));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unnamed_enumerator(long long value, std::string_view type) {
    throw conversion_error("the value " + std::to_string(value) + " of " + std::string(type) +
                           " has no name; list it with refract::enumeration<E>");
}

template <class Enum> struct enumeration_by_name {
    static constexpr sql_type type{.kind = type_kind::enumeration, .enumeration = &enumeration_info_of<Enum>};
    using wire = std::string_view;

    static constexpr std::string_view encode(Enum value) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.value == value) return known.name;
        throw_unnamed_enumerator(static_cast<long long>(value), type_name<Enum>());
    }
    static constexpr void decode(std::string_view stored, Enum& out) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.name == stored) {
                out = known.value;
                return;
            }
        throw_unknown_enumerator(stored.size(), type_name<Enum>());
    }
};

template <class Enum> struct enumeration_by_number {
    using number = codec<std::underlying_type_t<Enum>>;
    static constexpr sql_type type = number::type;
    using wire = typename number::wire;

    static constexpr wire encode(Enum value) {
        return number::encode(static_cast<std::underlying_type_t<Enum>>(value));
    }
    static constexpr void decode(wire stored, Enum& out) {
        std::underlying_type_t<Enum> value{};
        number::decode(stored, value);
        out = static_cast<Enum>(value);
    }
};

template <class Enum> using enumeration_codec =
    std::conditional_t<enumeration<Enum>.storage == enumeration_storage::number, enumeration_by_number<Enum>,
                       enumeration_by_name<Enum>>;

} // namespace detail

/// Enums: text with the enumerator's name and a check; `refract::enumeration<E>` changes that.
/// Errors: `conversion_error` for a value without a name, or a text that is none. By number any value passes that the
/// underlying type holds: flags put together are such.
template <class Enum>
    requires std::is_enum_v<Enum>
struct codec<Enum> : detail::enumeration_codec<Enum> {};

} // namespace v0
} // namespace refract
