// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/postgres.hpp>
#include <refract/schema/sql_type.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// PostgreSQL's type numbers (OIDs), which are the same on every server for built-in types.
/// Source: src/include/catalog/pg_type.dat

namespace refract {
inline namespace v0 {
namespace detail {

using postgres_oid = unsigned int;

namespace oid {
inline constexpr postgres_oid none = 0; ///< the server finds out
inline constexpr postgres_oid text_array = 1009;
inline constexpr postgres_oid boolean = 16, bytes = 17, character = 18, name = 19, int8 = 20, int2 = 21, int4 = 23,
                              text = 25, json = 114, float4 = 700, float8 = 701, unknown = 705, bpchar = 1042,
                              varchar = 1043, date = 1082, time = 1083, timestamp = 1114, timestamptz = 1184,
                              interval = 1186, numeric = 1700, uuid = 2950, jsonb = 3802;
/// Types that a program made (enums, citext) start here.
inline constexpr postgres_oid first_of_users = 16384;
} // namespace oid

/// What is known of a built-in type.
struct postgres_type_info {
    postgres_oid number;
    postgres_oid array; ///< the type of lists of it
    std::string_view name, short_name;
};

inline constexpr postgres_type_info postgres_types[] = {
    {oid::boolean, 1000, "boolean", "bool"},
    {oid::bytes, 1001, "bytea", ""},
    {oid::character, 1002, "\"char\"", ""},
    {oid::name, 1003, "name", ""},
    {oid::int8, 1016, "bigint", "int8"},
    {oid::int2, 1005, "smallint", "int2"},
    {oid::int4, 1007, "integer", "int4"},
    {oid::text, 1009, "text", ""},
    {26, 1028, "oid", ""},
    {oid::json, 199, "json", ""},
    {142, 143, "xml", ""},
    {oid::float4, 1021, "real", "float4"},
    {oid::float8, 1022, "double precision", "float8"},
    {oid::unknown, 0, "unknown", ""},
    {790, 791, "money", ""},
    {869, 1041, "inet", ""},
    {oid::bpchar, 1014, "character", "bpchar"},
    {oid::varchar, 1015, "character varying", "varchar"},
    {oid::date, 1182, "date", ""},
    {oid::time, 1183, "time without time zone", "time"},
    {oid::timestamp, 1115, "timestamp without time zone", "timestamp"},
    {oid::timestamptz, 1185, "timestamp with time zone", "timestamptz"},
    {oid::interval, 1187, "interval", ""},
    {1266, 1270, "time with time zone", "timetz"},
    {oid::numeric, 1231, "numeric", ""},
    {oid::uuid, 2951, "uuid", ""},
    {2278, 0, "void", ""},
    {oid::jsonb, 3807, "jsonb", ""},
};

constexpr const postgres_type_info* find_postgres_type(postgres_oid number) {
    for (const postgres_type_info& type : postgres_types)
        if (type.number == number) return &type;
    return nullptr;
}

constexpr postgres_oid postgres_type_named(std::string_view name) {
    for (const postgres_type_info& type : postgres_types)
        if (type.name == name || type.short_name == name) return type.number;
    return oid::none;
}
/// The built-in types that the dialect names, by kind.
inline constexpr auto postgres_types_of_kinds = [] {
    std::array<postgres_oid, type_kind_count> types{};
    for (const kind_name& each : postgres_type_names)
        types[static_cast<std::size_t>(each.kind)] = postgres_type_named(cast_name(each));
    return types;
}();
/// The type that a kind of column has; a single value of it, not a list.
constexpr postgres_oid postgres_type_of(type_kind kind) {
    return postgres_types_of_kinds[static_cast<std::size_t>(kind)];
}

/// An enum with a type of its own, whose number differs from database to database, or a text that
/// takes the type of the column that it is compared with or stored in.
constexpr bool is_typed_by_server(const sql_type& type) {
    return type.of_column || (type.enumeration && !type.enumeration->native_name.empty());
}

/// What a parameter's items are sent as; `none` where only the server knows.
constexpr postgres_oid postgres_item_type(const sql_type& type) {
    if (is_typed_by_server(type)) return oid::none;
    return postgres_type_of(type.kind == type_kind::array ? type.item : type.kind);
}

/// What a parameter is declared as.
constexpr postgres_oid postgres_parameter_type(const sql_type& type) {
    const postgres_oid item = postgres_item_type(type);
    if ((!type.list && type.kind != type_kind::array) || item == oid::none) return item;
    return find_postgres_type(item)->array;
}

constexpr bool is_postgres_array(postgres_oid number) {
    for (const postgres_type_info& type : postgres_types)
        if (type.array == number) return number != oid::none;
    return false;
}
/// Whether a column of the database can be read into a field of that kind. No conversions: a type
/// that almost fits is a mistake that would show only with the first large value.
constexpr bool postgres_accepts(type_kind kind, postgres_oid column) {
    switch (kind) {
    case type_kind::none: return true;
    case type_kind::text:
    case type_kind::enumeration:
        return column == oid::text || column == oid::varchar || column == oid::bpchar || column == oid::name ||
               column == oid::unknown || column == oid::character;
    // Without a time zone it is read as UTC; the connection's time zone makes writing agree.
    case type_kind::timestamp: return column == oid::timestamptz || column == oid::timestamp;
    case type_kind::json: return column == oid::jsonb || column == oid::json;
    case type_kind::array: return is_postgres_array(column);
    default: return column == postgres_type_of(kind);
    }
}

/// The same for a field whose type is known, the items of an array included.
constexpr bool postgres_accepts(const sql_type& wanted, postgres_oid column) {
    if (wanted.kind != type_kind::array) return postgres_accepts(wanted.kind, column);
    for (const postgres_type_info& type : postgres_types)
        if (type.array == column && column != oid::none) return postgres_accepts(wanted.item, type.number);
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract
