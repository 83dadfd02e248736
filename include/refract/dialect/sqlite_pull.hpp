// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/pull_facts.hpp>
#include <refract/dialect/sqlite.hpp>

/// \file
/// Which fields hold what columns of SQLite hold. Source: https://sqlite.org/datatype3.html

namespace refract {
inline namespace v0 {
namespace detail {

// A type is any words, and a part of them says what a column prefers to hold: https://sqlite.org/datatype3.html
inline constexpr pulled_type sqlite_pulled_types[] = {
    {"INTEGER", "std::int64_t", type_kind::big_integer, true},
    {"TEXT", "std::string", type_kind::text, true},
    {"REAL", "double", type_kind::double_precision, true},
    {"BLOB", "std::vector<std::byte>", type_kind::bytes, true},
    {"BOOLEAN", "bool", type_kind::boolean, true},
    {"BOOL", "bool", type_kind::boolean},
    {"NUMERIC", "double", type_kind::decimal},
    {"DECIMAL", "double", type_kind::decimal},
    {"DATE", "std::chrono::year_month_day", type_kind::date},
    {"DATETIME", "std::chrono::sys_time", type_kind::timestamp},
    {"TIMESTAMP", "std::chrono::sys_time", type_kind::timestamp},
    {"TIMESTAMPTZ", "std::chrono::sys_time", type_kind::timestamp},
    {"TIMESTAMP WITH TIME ZONE", "std::chrono::sys_time", type_kind::timestamp},
    {"TIMESTAMP WITHOUT TIME ZONE", "std::chrono::sys_time", type_kind::timestamp},
    {"DATETIME2", "std::chrono::sys_time", type_kind::timestamp},
    {"TIME", "std::chrono::hh_mm_ss", type_kind::time},
    {"JSON", "refract::json", type_kind::json},
    {"UUID", "std::string", type_kind::text},
    {"GUID", "std::string", type_kind::text},
    {"UNIQUEIDENTIFIER", "std::string", type_kind::text},
    {"ENUM", "std::string", type_kind::text},
    {"BINARY", "std::vector<std::byte>", type_kind::bytes},
    {"VARBINARY", "std::vector<std::byte>", type_kind::bytes},
    {"BYTEA", "std::vector<std::byte>", type_kind::bytes},
    {"IMAGE", "std::vector<std::byte>", type_kind::bytes},
    {"NUMBER", "double", type_kind::decimal},
    {"SMALLMONEY", "double", type_kind::double_precision},
    {"SERIAL", "std::int64_t", type_kind::big_integer},
    {"LONG", "std::int64_t", type_kind::big_integer},
    {"SHORT", "std::int64_t", type_kind::big_integer},
    {"BYTE", "std::int64_t", type_kind::big_integer},
    {"YEAR", "std::int64_t", type_kind::big_integer},
    {"STRING", "std::string", type_kind::text},
    {"MONEY", "double", type_kind::double_precision},
    {"INT", "std::int64_t", type_kind::big_integer, false, true},
    {"CHAR", "std::string", type_kind::text, false, true},
    {"CLOB", "std::string", type_kind::text, false, true},
    {"TEXT", "std::string", type_kind::text, false, true},
    {"BLOB", "std::vector<std::byte>", type_kind::bytes, false, true},
    {"REAL", "double", type_kind::double_precision, false, true},
    {"FLOA", "double", type_kind::double_precision, false, true},
    {"DOUB", "double", type_kind::double_precision, false, true},
};
// Others are the program's own. Source: https://sqlite.org/datatype3.html#collating_sequences
inline constexpr constant_text sqlite_collations[] = {"BINARY", "NOCASE", "RTRIM"};
template <> inline constexpr pull_facts pulls_of<dialect::sqlite>{
    .types = sqlite_pulled_types,
    .counted_type = "INTEGER",
    .row_key_off = "WITHOUT",
    .collations = sqlite_collations,
    .brackets_quote = true,
};

} // namespace detail
} // namespace v0
} // namespace refract
