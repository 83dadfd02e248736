// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Types that a model spells, `.type("varchar(40)")`, and the kinds of fields that they are the usual type of.

namespace refract {
inline namespace v0 {
namespace detail {

struct usual_type {
    type_kind kind;
    std::string_view name; ///< without what stands in parentheses
};
inline constexpr usual_type usual_types[] = {
    {type_kind::boolean, "boolean"},
    {type_kind::boolean, "bool"},
    {type_kind::small_integer, "smallint"},
    {type_kind::small_integer, "int2"},
    {type_kind::small_integer, "smallserial"},
    {type_kind::integer, "integer"},
    {type_kind::integer, "int"},
    {type_kind::integer, "int4"},
    {type_kind::integer, "serial"},
    {type_kind::big_integer, "bigint"},
    {type_kind::big_integer, "int8"},
    {type_kind::big_integer, "bigserial"},
    {type_kind::real, "real"},
    {type_kind::real, "float4"},
    {type_kind::double_precision, "double precision"},
    {type_kind::double_precision, "float8"},
    {type_kind::double_precision, "float"},
    {type_kind::text, "text"},
    {type_kind::text, "varchar"},
    {type_kind::text, "character varying"},
    {type_kind::text, "char"},
    {type_kind::text, "character"},
    {type_kind::text, "bpchar"},
    {type_kind::text, "name"},
    {type_kind::text, "citext"},
    {type_kind::bytes, "bytea"},
    {type_kind::timestamp, "timestamptz"},
    {type_kind::timestamp, "timestamp"},
    {type_kind::timestamp, "timestamp with time zone"},
    {type_kind::timestamp, "timestamp without time zone"},
    {type_kind::date, "date"},
    {type_kind::time, "time"},
    {type_kind::time, "time without time zone"},
    {type_kind::interval, "interval"},
    {type_kind::uuid, "uuid"},
    {type_kind::decimal, "numeric"},
    {type_kind::decimal, "decimal"},
    {type_kind::json, "json"},
    {type_kind::json, "jsonb"},
    {type_kind::numeric, "numeric"},
    {type_kind::numeric, "decimal"},
    {type_kind::enumeration, "text"},
    {type_kind::enumeration, "varchar"},
    {type_kind::enumeration, "character varying"},
    {type_kind::enumeration, "char"},
    {type_kind::enumeration, "character"},
    {type_kind::enumeration, "bpchar"},
    {type_kind::enumeration, "name"},
    {type_kind::enumeration, "citext"},
};

/// Whether two names are the same but for case, blanks beside parentheses, and what stands in them.
constexpr bool is_type_named(std::string_view spelled, std::string_view name) {
    std::size_t at = 0;
    int depth = 0;
    for (char c : spelled) {
        if (c == '(') {
            while (at > 0 && at < name.size() && name[at - 1] == ' ') --at;
            ++depth;
        }
        if (depth == 0) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            const bool more = at < name.size();
            if (c == ' ' && (!more || name[at] != ' ')) continue;
            if (!more || name[at] != c) return false;
            ++at;
        }
        if (c == ')') --depth;
    }
    return at == name.size();
}

/// Whether the database gives a column of that type its values.
constexpr bool makes_values(std::string_view spelled) {
    return is_type_named(spelled, "serial") || is_type_named(spelled, "bigserial") ||
           is_type_named(spelled, "smallserial");
}

/// How a column of that type is read, written and compared: as a field of the kind is by itself, or otherwise.
constexpr column_form form_of(type_kind kind, std::string_view spelled) {
    if (kind == type_kind::array) return column_form::usual; // whatever its items are
    for (const usual_type& each : usual_types)
        if (each.kind == kind && is_type_named(spelled, each.name)) return column_form::usual;
    const bool is_text = kind == type_kind::text || kind == type_kind::enumeration;
    if (is_text && is_type_named(spelled, "inet")) return column_form::address;
    for (const std::string_view each : {"json", "xml", "point", "polygon"})
        if (is_type_named(spelled, each)) return column_form::unequal;
    return column_form::other;
}

/// Whether a column of that type has times of which only the program knows that they are in UTC.
constexpr bool is_without_zone(std::string_view spelled) {
    return is_type_named(spelled, "timestamp") || is_type_named(spelled, "timestamp without time zone");
}

/// The digits behind the point that a column of that type keeps: 2 of `numeric(10, 2)`, 3 of `timestamp(3)`; -1 where
/// the type does not say.
constexpr int spelled_digits(type_kind kind, std::string_view spelled) {
    const std::size_t open = spelled.find('('), comma = spelled.find(','), close = spelled.find(')');
    if (open == spelled.npos || close == spelled.npos) return -1;
    const bool is_decimal = kind == type_kind::decimal;
    if (is_decimal && comma == spelled.npos) return 0;
    int digits = 0;
    for (const char c : spelled.substr(is_decimal ? comma : open, close - (is_decimal ? comma : open))) {
        if (c == '-') return 0; // of tens or hundreds
        if (c >= '0' && c <= '9') digits = 10 * digits + (c - '0');
    }
    return digits;
}
/// The digits behind the point that a field has; -1 where that says nothing. Times are stored in microseconds.
template <class Field> constexpr int field_digits() {
    if constexpr (type_of<Field>.kind == type_kind::decimal) {
        return type_of<Field>.scale;
    } else if constexpr (requires { typename Field::precision::period; }) {
        return field_digits<typename Field::precision>();
    } else if constexpr (requires { typename Field::period; }) {
        int digits = 0;
        for (std::intmax_t unit = 1; digits < 6 && unit % Field::period::den != 0; unit *= 10) ++digits;
        return digits;
    } else {
        return -1;
    }
}
/// Whether a database would have to round what such a field holds.
template <class Field> constexpr bool is_finer_than(std::string_view spelled) {
    const int digits = spelled_digits(type_of<Field>.kind, spelled);
    return digits >= 0 && field_digits<Field>() > digits && form_of(type_of<Field>.kind, spelled) == column_form::usual;
}

} // namespace detail
} // namespace v0
} // namespace refract
