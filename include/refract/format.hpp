// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// Opt-in: formatters of the fmt library, and of std::format where the standard library has it, for UUIDs, decimals,
/// numerics, JSON, enums, errors and a query's SQL. The rest of refract never includes this.
///
///     fmt::print("{} costs {:>8}\n", product.id, product.price);
///     fmt::print("{}\n", from<User>().where(col<&User::id> == 1));            // SQLite's SQL
///     fmt::print("{:postgres}\n", from<User>().where(col<&User::id> == 1));   // PostgreSQL's; values are placeholders

#include <refract/refract.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <version>

#if __has_include(<fmt/format.h>)
#include <fmt/format.h>
#define REFRACT_HAS_FMT 1
#else
#define REFRACT_HAS_FMT 0
#endif
#ifdef __cpp_lib_format
#include <format>
#define REFRACT_HAS_STD_FORMAT 1
#else
#define REFRACT_HAS_STD_FORMAT 0
#endif

namespace refract {
inline namespace v0 {
namespace detail {

template <class Value>
concept prints_itself = requires(const Value& value) { std::string(value.to_string()); };

template <class Type>
concept scoped_enum = std::is_enum_v<Type> && !std::is_convertible_v<Type, std::underlying_type_t<Type>>;
/// Enums whose names the compiler sees, but for those that say themselves how they are formatted.
template <class Enum>
concept named_enum = scoped_enum<Enum> && !std::is_same_v<Enum, std::byte> && (enumerators_of<Enum>.size() > 0) &&
                     !requires(Enum value) { format_as(value); };

inline std::string text_to_format(const json& value) { return value.text; }
inline std::string text_to_format(const error& failure) { return failure.what(); }
template <prints_itself Value> std::string text_to_format(const Value& value) { return value.to_string(); }
/// The name that is stored; the number of a value without one.
template <named_enum Enum> std::string text_to_format(Enum value) {
    for (const auto& known : enumeration<Enum>.list)
        if (known.value == value) return std::string(known.name);
    return std::to_string(static_cast<long long>(value));
}

/// Formats a text as `StringFormatter` does, with its width, alignment and precision.
template <class StringFormatter> struct text_formatter : StringFormatter {
    template <class Value, class Context> auto format(const Value& value, Context& context) const {
        const std::string text = text_to_format(value);
        return StringFormatter::format(std::string_view(text), context);
    }
};

/// Formats a query as its SQL: `{}` and `{:sqlite}` in SQLite's words, `{:postgres}` in PostgreSQL's.
template <class StringFormatter> struct query_formatter : StringFormatter {
    const dialect_info* dialect = &refract::dialect::sqlite::info;

    template <class Context> constexpr auto parse(Context& context) {
        auto at = context.begin();
        std::size_t size = 0;
        while (at + static_cast<std::ptrdiff_t>(size) != context.end() && at[size] != '}') ++size;
        const std::string_view asked(size > 0 ? &*at : "", size);
        at += static_cast<std::ptrdiff_t>(size);
        if (asked == "postgres")
            dialect = &refract::dialect::postgres::info;
        else if (!asked.empty() && asked != "sqlite")
            throw error("a query is formatted by {}, {:sqlite} or {:postgres}");
        return at;
    }
    template <class Query, class Context> auto format(const Query&, Context& context) const {
        const std::string text = print_to_string(*dialect, [](writer& out) {
            print_statement(out, Query::view, make_scope(Query::view), result_form::rows);
        });
        return StringFormatter::format(std::string_view(text), context);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// One list for both libraries. A full specialisation for each class of errors: one for all of them would be
// ambiguous with those that the libraries may have for exceptions.
#define REFRACT_FORMATTER(LIBRARY, TYPE)                                                                               \
    template <> struct LIBRARY::formatter<TYPE, char>                                                                  \
        : refract::detail::text_formatter<LIBRARY::formatter<std::string_view, char>> {};
#define REFRACT_FORMATTERS(LIBRARY)                                                                                    \
    REFRACT_FORMATTER(LIBRARY, refract::uuid)                                                                          \
    REFRACT_FORMATTER(LIBRARY, refract::numeric)                                                                       \
    REFRACT_FORMATTER(LIBRARY, refract::json)                                                                          \
    REFRACT_FORMATTER(LIBRARY, refract::error)                                                                         \
    REFRACT_FORMATTER(LIBRARY, refract::not_found)                                                                     \
    REFRACT_FORMATTER(LIBRARY, refract::too_many_rows)                                                                 \
    REFRACT_FORMATTER(LIBRARY, refract::constraint_violation)                                                          \
    REFRACT_FORMATTER(LIBRARY, refract::unique_violation)                                                              \
    REFRACT_FORMATTER(LIBRARY, refract::foreign_key_violation)                                                         \
    REFRACT_FORMATTER(LIBRARY, refract::not_null_violation)                                                            \
    REFRACT_FORMATTER(LIBRARY, refract::check_violation)                                                               \
    REFRACT_FORMATTER(LIBRARY, refract::serialization_failure)                                                         \
    REFRACT_FORMATTER(LIBRARY, refract::busy)                                                                          \
    REFRACT_FORMATTER(LIBRARY, refract::timeout)                                                                       \
    REFRACT_FORMATTER(LIBRARY, refract::connection_error)                                                              \
    REFRACT_FORMATTER(LIBRARY, refract::syntax_error)                                                                  \
    REFRACT_FORMATTER(LIBRARY, refract::schema_mismatch)                                                               \
    REFRACT_FORMATTER(LIBRARY, refract::conversion_error)                                                              \
    REFRACT_FORMATTER(LIBRARY, refract::stale_object)                                                                  \
    template <unsigned Scale> struct LIBRARY::formatter<refract::decimal<Scale>, char>                                 \
        : refract::detail::text_formatter<LIBRARY::formatter<std::string_view, char>> {};                              \
    template <refract::detail::named_enum Enum> struct LIBRARY::formatter<Enum, char>                                  \
        : refract::detail::text_formatter<LIBRARY::formatter<std::string_view, char>> {};                              \
    template <refract::detail::any_query Query> struct LIBRARY::formatter<Query, char>                                 \
        : refract::detail::query_formatter<LIBRARY::formatter<std::string_view, char>> {};

#if REFRACT_HAS_FMT
REFRACT_FORMATTERS(fmt)
#endif
#if REFRACT_HAS_STD_FORMAT
REFRACT_FORMATTERS(std)
#endif

#undef REFRACT_FORMATTERS
#undef REFRACT_FORMATTER
