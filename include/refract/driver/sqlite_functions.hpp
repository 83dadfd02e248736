// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>

#include <sqlite3.h>

#include <string>
#include <string_view>

/// \file
/// Functions that refract's statements use on SQLite: SQLite itself raises errors only in triggers, and stores what
/// arithmetic yields, whatever the column. They are the connection's; no table depends on them.

namespace refract {
inline namespace v0 {
namespace detail {

/// Stands before their messages.
inline constexpr std::string_view sqlite_refusal = "refract: ";

/// `refract_refuse(text)` fails with the text.
inline void sqlite_refuse(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* const why = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const std::string message = std::string(sqlite_refusal) + (why ? why : "");
    sqlite3_result_error(context, message.c_str(), static_cast<int>(message.size()));
}

/// `refract_fit(value, least, greatest)` is the value if it lies between the two, or is NULL. Between whole numbers
/// lie whole numbers: what has overflowed 64 bits is a real number to SQLite. Without limits it is a whole number.
inline void sqlite_fit(sqlite3_context* context, int count, sqlite3_value** values) {
    const int type = sqlite3_value_type(values[0]);
    bool fits = type == SQLITE_NULL;
    if (count == 1) {
        fits |= type == SQLITE_INTEGER;
    } else if (sqlite3_value_type(values[1]) == SQLITE_INTEGER) {
        const sqlite3_int64 whole = type == SQLITE_INTEGER ? sqlite3_value_int64(values[0]) : 0;
        fits |= type == SQLITE_INTEGER && whole >= sqlite3_value_int64(values[1]) &&
                whole <= sqlite3_value_int64(values[2]);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        const double real = sqlite3_value_double(values[0]);
        fits = real >= sqlite3_value_double(values[1]) && real <= sqlite3_value_double(values[2]);
    }
    if (fits) return sqlite3_result_value(context, values[0]);
    constexpr std::string_view why = "refract: the result does not fit in the type of the column's field";
    sqlite3_result_error(context, why.data(), static_cast<int>(why.size()));
}

inline void add_sqlite_functions(sqlite3* connection) {
    struct function {
        const char* name;
        int values;
        void (*run)(sqlite3_context*, int, sqlite3_value**);
    };
    for (const function& each : {function{"refract_refuse", 1, &sqlite_refuse}, function{"refract_fit", 1, &sqlite_fit},
                                 function{"refract_fit", 3, &sqlite_fit}})
        if (sqlite3_create_function_v2(connection, each.name, each.values,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, each.run,
                                       nullptr, nullptr, nullptr) != SQLITE_OK)
            throw error(sqlite3_errmsg(connection));
}

} // namespace detail
} // namespace v0
} // namespace refract
