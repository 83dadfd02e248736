// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/error.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/driver/sqlite_time.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
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
/// What a check refuses elsewhere: of fields that hold less than the type of their column, as those without a sign.
inline constexpr std::string_view sqlite_outside_range = "the result is outside of the range of the column's field";

inline void sqlite_fail(sqlite3_context* context, std::string_view why) {
    char* const message = sqlite3_mprintf("%s%.*s", sqlite_refusal.data(), static_cast<int>(why.size()), why.data());
    if (!message) return sqlite3_result_error_nomem(context); // no exception passes through SQLite
    sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
}

/// `refract_refuse(text)` fails with the text.
inline void sqlite_refuse(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* const why = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    sqlite_fail(context, why ? why : "");
}

/// `refract_object(document)` is the document if it is an object, or is NULL: setting a part of anything else does
/// nothing on SQLite. Whether it is JSON at all its own functions find out.
inline void sqlite_object(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_TEXT) {
        const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
        if (!text) return sqlite3_result_error_nomem(context);
        if (text[std::strspn(text, " \t\n\r")] != '{')
            return sqlite_fail(context, "a part is set in a JSON document that is no object");
    }
    sqlite3_result_value(context, values[0]);
}

/// Whether a number is outside of the narrowest type of 16, 32 or 64 bits that holds all between two numbers.
constexpr bool is_outside_sqlite_type(sqlite3_int64 number, sqlite3_int64 least, sqlite3_int64 greatest) {
    for (const sqlite3_int64 most : {sqlite3_int64{0x7fff}, sqlite3_int64{0x7fff'ffff}})
        if (least >= -most - 1 && greatest <= most) return number < -most - 1 || number > most;
    return false;
}

/// `refract_fit(value, least, greatest)` is the value if it lies between the two, or is NULL. Between whole numbers
/// lie whole numbers: what has overflowed 64 bits is a real number to SQLite. Without limits it is a whole number.
inline void sqlite_fit(sqlite3_context* context, int count, sqlite3_value** values) {
    const int type = sqlite3_value_type(values[0]);
    bool fits = type == SQLITE_NULL, is_type = true;
    if (count == 1) {
        fits |= type == SQLITE_INTEGER;
    } else if (sqlite3_value_type(values[1]) == SQLITE_INTEGER) {
        const sqlite3_int64 whole = type == SQLITE_INTEGER ? sqlite3_value_int64(values[0]) : 0;
        const sqlite3_int64 least = sqlite3_value_int64(values[1]), greatest = sqlite3_value_int64(values[2]);
        fits |= type == SQLITE_INTEGER && whole >= least && whole <= greatest;
        is_type = type != SQLITE_INTEGER || is_outside_sqlite_type(whole, least, greatest);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        const double real = sqlite3_value_double(values[0]);
        fits = real >= sqlite3_value_double(values[1]) && real <= sqlite3_value_double(values[2]);
    }
    if (fits) return sqlite3_result_value(context, values[0]);
    sqlite_fail(context, is_type ? "the result does not fit in the type of the column's field" : sqlite_outside_range);
}

/// What a function is given as a time: a point in time, or a date as its beginning. Without a time it has failed.
struct sqlite_time_value {
    std::int64_t microseconds = 0;
    bool is_date = false;
    bool is_there = false;

    sqlite_time_value(sqlite3_context* context, sqlite3_value* value) {
        if (sqlite3_value_type(value) == SQLITE_TEXT) {
            const std::string_view text(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                                        static_cast<std::size_t>(sqlite3_value_bytes(value)));
            is_date = text.size() == 10;
            const stored_time_reader reader{text};
            is_there = (is_date ? reader.date(microseconds) : reader.timestamp(microseconds)) == stored_time::good;
            if (is_date) microseconds *= 86'400'000'000;
        }
        if (is_there || sqlite3_value_type(value) == SQLITE_NULL) return;
        sqlite_fail(context, "a time that is calculated with is stored in another form than refract's, or is none");
    }
};

inline void sqlite_give_time(sqlite3_context* context, std::int64_t microseconds, bool as_date) {
    const auto give = [context](const sqlite_moment& made) {
        sqlite3_result_text(context, made.text.data(), static_cast<int>(made.sink.size), SQLITE_TRANSIENT);
    };
    try {
        if (!as_date) return give(sqlite_moment(wire::timestamp{microseconds}));
        give(sqlite_moment(wire::date{static_cast<std::int32_t>(microseconds / microseconds_of_day)}));
    } catch (const error& failure) { sqlite_fail(context, failure.what()); } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

/// `refract_add_time(time, microseconds)`: a point in time or a date, in the form in which it came.
inline void sqlite_add_time(sqlite3_context* context, int, sqlite3_value** values) {
    const sqlite_time_value time(context, values[0]);
    if (!time.is_there || sqlite3_value_type(values[1]) == SQLITE_NULL) return;
    std::int64_t sum = 0;
    const bool is_whole = sqlite3_value_type(values[1]) == SQLITE_INTEGER;
    if (!is_whole || __builtin_add_overflow(time.microseconds, sqlite3_value_int64(values[1]), &sum))
        return sqlite_fail(context, "a time is out of range");
    if (time.is_date && sum % microseconds_of_day != 0) return sqlite_fail(context, "a date moves by whole days");
    sqlite_give_time(context, sum, time.is_date);
}

/// `refract_time(text)`: the point in time that a text spells, in UTC where it names no zone.
inline void sqlite_time_of_text(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (!text) return;
    const auto time = parse_timestamp({text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))});
    if (!time) return sqlite_fail(context, "a text that is cast to a time spells none");
    sqlite_give_time(context, *time, false);
}

/// `refract_truncate(unit, time)`: the beginning of the unit, in the form in which the time came.
inline void sqlite_truncate(sqlite3_context* context, int, sqlite3_value** values) {
    const sqlite_time_value time(context, values[1]);
    const auto* const unit = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (time.is_there && unit) sqlite_give_time(context, begin_of_unit(time.microseconds, unit), time.is_date);
}

/// `refract_time_between(first, last)` in microseconds.
inline void sqlite_time_between(sqlite3_context* context, int, sqlite3_value** values) {
    const sqlite_time_value first(context, values[0]), last(context, values[1]);
    if (first.is_there && last.is_there) sqlite3_result_int64(context, last.microseconds - first.microseconds);
}

/// `unhex(digits)`, which SQLite itself has since 3.41: bytes, or NULL for what is not pairs of digits.
inline void sqlite_unhex(sqlite3_context* context, int, sqlite3_value** values) {
    const unsigned char* const digits = sqlite3_value_text(values[0]);
    const int count = sqlite3_value_bytes(values[0]);
    if (!digits || count % 2 != 0) return;
    auto* const bytes = static_cast<unsigned char*>(sqlite3_malloc(count / 2 + 1));
    if (!bytes) return sqlite3_result_error_nomem(context);
    for (int i = 0; i < count; ++i) {
        const int digit = hexadecimal_digit(static_cast<char>(digits[i]));
        if (digit < 0) return sqlite3_free(bytes);
        unsigned char& byte = bytes[i / 2];
        byte = static_cast<unsigned char>((i % 2 == 0 ? 0 : byte << 4) | digit);
    }
    sqlite3_result_blob(context, bytes, count / 2, &sqlite3_free);
}

/// Lets tables and indexes name collations that only another program has; they compare bytes here.
inline void accept_any_collation(sqlite3* connection) {
    const auto add = [](void*, sqlite3* to, int encoding, const char* name) {
        const auto compare = [](void*, int left_size, const void* left, int right_size, const void* right) {
            const int found =
                std::memcmp(left, right, static_cast<std::size_t>(left_size < right_size ? left_size : right_size));
            return found != 0 ? found : left_size - right_size;
        };
        sqlite3_create_collation(to, name, encoding, nullptr, compare);
    };
    sqlite3_collation_needed(connection, nullptr, add);
}

/// The same of a function that a statement has missed, by what SQLite says of it; it gives 1 there, which satisfies
/// checks and is not NULL. False: nothing is missed.
inline bool accept_missed_function(sqlite3* connection, std::string_view message, std::string& last) {
    if (last == message) return false;
    last = message;
    constexpr std::string_view mark = "no such function: ";
    const std::size_t at = message.find(mark);
    if (at == std::string_view::npos) return false;
    std::string_view name = message.substr(at + mark.size());
    name = name.substr(0, name.find(" ("));
    const auto give = [](sqlite3_context* to, int, sqlite3_value**) { sqlite3_result_int(to, 1); };
    return sqlite3_create_function_v2(connection, std::string(name).c_str(), -1,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, give, nullptr,
                                      nullptr, nullptr) == SQLITE_OK;
}

/// `missed`: of a connection that accepts any function, and then the last one.
template <class RunOne>
void run_sqlite_script(sqlite3* connection, const char* rest, std::optional<std::string>& missed, RunOne run_one) {
    while (*rest) try {
            rest = run_one(rest);
        } catch (const error& failure) {
            if (!missed || !accept_missed_function(connection, failure.message(), *missed)) throw;
        }
}

inline void add_sqlite_functions(sqlite3* connection) {
    struct function {
        const char* name;
        int values;
        void (*run)(sqlite3_context*, int, sqlite3_value**);
        int built_in_since = 0; ///< the version of SQLite that has it itself; 0: none
    };
    for (const function& each :
         {function{"refract_refuse", 1, &sqlite_refuse}, function{"refract_fit", 1, &sqlite_fit},
          function{"refract_fit", 3, &sqlite_fit}, function{"refract_object", 1, &sqlite_object},
          function{"refract_add_time", 2, &sqlite_add_time}, function{"refract_time_between", 2, &sqlite_time_between},
          function{"refract_time", 1, &sqlite_time_of_text}, function{"refract_truncate", 2, &sqlite_truncate},
          function{"unhex", 1, &sqlite_unhex, 3'041'000}}) {
        if (each.built_in_since != 0 && sqlite3_libversion_number() >= each.built_in_since) continue;
        if (sqlite3_create_function_v2(connection, each.name, each.values,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, each.run,
                                       nullptr, nullptr, nullptr) != SQLITE_OK)
            throw error(sqlite3_errmsg(connection));
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
