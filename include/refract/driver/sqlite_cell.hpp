// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/error.hpp>
#include <refract/base/version.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/schema/sql_type.hpp>

#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The decimal behind a double, which SQLite keeps exactly to 15 digits; from there on a double is
/// itself a whole number, and taken as it is.
inline std::optional<wire::decimal> decimal_from_double(double value) {
    constexpr double fifteen_digits = 1e15, largest = 9.2e18;
    if (value >= fifteen_digits || value <= -fifteen_digits) {
        if (!(value < largest && value > -largest)) return std::nullopt;
        const auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) != value) return std::nullopt;
        return wire::decimal{whole, 0};
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 14);
    const std::string_view printed(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
    const std::size_t exponent_at = printed.find('e');
    if (exponent_at == std::string_view::npos) return std::nullopt; // infinity, not a number
    std::int64_t coefficient = 0;
    for (char c : printed.substr(0, exponent_at))
        if (c >= '0' && c <= '9') coefficient = coefficient * 10 + (c - '0');
    if (printed.front() == '-') coefficient = -coefficient;
    int exponent = 0;
    const char* digits = printed.data() + exponent_at + (printed[exponent_at + 1] == '+' ? 2 : 1);
    std::from_chars(digits, end.ptr, exponent);
    int scale = 14 - exponent;
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    if (coefficient == 0) return wire::decimal{0, 0};
    if (scale > 18) return std::nullopt;
    if (scale < 0) return wire::decimal{coefficient * 10, 0}; // rounded up to 1e15
    return wire::decimal{coefficient, static_cast<std::uint8_t>(scale)};
}

inline std::optional<wire::decimal> decimal_from_text(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::size_t scale = point == std::string_view::npos ? 0 : text.size() - point - 1;
    if (scale > 18) return std::nullopt;
    const auto coefficient = parse_decimal(text, static_cast<unsigned>(scale));
    if (!coefficient) return std::nullopt;
    return wire::decimal{*coefficient, static_cast<std::uint8_t>(scale)};
}

/// A column's name; SQLite has none when it is out of memory.
inline std::string_view sqlite_column_name(sqlite3_stmt* statement, int column) {
    const char* const name = sqlite3_column_name(statement, column);
    return name ? name : "";
}

/// A cell of the current row, read through `sqlite3_column_value`, which takes no mutex. That is
/// only right while one thread at a time uses the connection; the client sees to it.
/// Source: https://sqlite.org/c3ref/column_blob.html, "unprotected sqlite3_value".
class sqlite_cell {
public:
    sqlite_cell(sqlite3_stmt* statement, int column)
        : value_(sqlite3_column_value(statement, column)), statement_(statement), column_(column) {}

    bool is_null() const { return sqlite3_value_type(value_) == SQLITE_NULL; }

    template <class Wire> REFRACT_INLINE Wire read() const {
        Wire out{};
        read_into(out);
        return out;
    }

private:
    REFRACT_INLINE void read_into(std::int64_t& out) const {
        if (sqlite3_value_type(value_) != SQLITE_INTEGER) mismatch("a whole number");
        out = sqlite3_value_int64(value_);
    }
    void read_into(std::int32_t& out) const { read_narrow(out); }
    void read_into(std::int16_t& out) const { read_narrow(out); }
    template <class Narrow> REFRACT_INLINE void read_narrow(Narrow& out) const {
        std::int64_t wide = 0;
        read_into(wide);
        out = static_cast<Narrow>(wide);
        if (out != wide) [[unlikely]]
            throw_too_wide(wide);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_too_wide(std::int64_t value) {
        throw conversion_error("the value " + std::to_string(value) + " does not fit in the field's whole number type");
    }
    void read_into(bool& out) const {
        std::int64_t number = 0;
        read_into(number);
        out = number != 0;
    }
    REFRACT_INLINE void read_into(double& out) const {
        const int type = sqlite3_value_type(value_);
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) mismatch("a number");
        out = sqlite3_value_double(value_);
    }
    void read_into(float& out) const {
        double wide = 0;
        read_into(wide);
        if (__builtin_fabs(wide) > static_cast<double>(std::numeric_limits<float>::max()) && !__builtin_isinf(wide))
            throw conversion_error("the value " + std::to_string(wide) + " does not fit in a float");
        out = static_cast<float>(wide);
    }
    REFRACT_INLINE void read_into(std::string_view& out) const {
        // Numbers come out as their text, as SQLite has it. A blob equals no text, whatever is in it.
        if (sqlite3_value_type(value_) == SQLITE_BLOB) mismatch("text");
        const void* text = sqlite3_value_text(value_);
        if (!text) mismatch("text");
        out = {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    void read_into(wire::bytes& out) const {
        // Text is no bytes: it equals none, and has others where the database is in UTF-16.
        if (sqlite3_value_type(value_) != SQLITE_BLOB) mismatch("bytes");
        const void* bytes = sqlite3_value_blob(value_);
        out = {static_cast<const std::byte*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    void read_into(wire::json& out) const { read_into(out.text); }
    void read_into(wire::interval& out) const { read_into(out.microseconds); }
    void read_into(wire::timestamp& out) const {
        switch (sqlite3_value_type(value_)) {
        // The three forms of SQLite's date functions: text, Unix seconds, Julian days.
        case SQLITE_INTEGER:
            if (__builtin_mul_overflow(sqlite3_value_int64(value_), std::int64_t{1'000'000}, &out.microseconds))
                mismatch("a time");
            return;
        case SQLITE_FLOAT: {
            const double milliseconds = __builtin_round((sqlite3_value_double(value_) - 2440587.5) * 86'400'000.0);
            if (!(__builtin_fabs(milliseconds) < 9e15)) mismatch("a time");
            out.microseconds = static_cast<std::int64_t>(milliseconds) * 1000;
            return;
        }
        default: out.microseconds = parsed(&parse_timestamp, "a time (YYYY-MM-DD HH:MM:SS)");
        }
    }
    void read_into(wire::date& out) const {
        out.days = static_cast<std::int32_t>(parsed(&parse_date, "a date (YYYY-MM-DD)"));
    }
    void read_into(wire::time& out) const { out.microseconds = parsed(&parse_time, "a time of day (HH:MM:SS)"); }
    void read_into(wire::uuid& out) const {
        std::optional<uuid> id;
        if (sqlite3_value_type(value_) == SQLITE_BLOB) {
            wire::bytes bytes;
            read_into(bytes);
            if (bytes.size() == 16) {
                id.emplace();
                for (std::size_t i = 0; i < 16; ++i) id->bytes[i] = static_cast<std::uint8_t>(bytes[i]);
            }
        } else {
            std::string_view text;
            read_into(text);
            id = uuid::parse(text);
        }
        if (!id) mismatch("a UUID");
        out.bytes = id->bytes;
    }
    void read_into(wire::decimal& out) const {
        std::optional<wire::decimal> number;
        switch (sqlite3_value_type(value_)) {
        case SQLITE_INTEGER: number = wire::decimal{sqlite3_value_int64(value_), 0}; break;
        case SQLITE_FLOAT: number = decimal_from_double(sqlite3_value_double(value_)); break;
        case SQLITE_TEXT: {
            std::string_view text;
            read_into(text);
            number = decimal_from_text(text);
            break;
        }
        default: break;
        }
        if (!number) mismatch("a decimal number");
        out = *number;
    }

    std::int64_t parsed(std::optional<std::int64_t> (*parse)(std::string_view), const char* wanted) const {
        std::string_view text;
        if (sqlite3_value_type(value_) != SQLITE_TEXT) mismatch(wanted);
        read_into(text);
        const auto result = parse(text);
        if (!result) mismatch(wanted);
        return *result;
    }

    /// Passes the parts, not itself: a cell then needs no memory where nothing fails.
    [[noreturn]] REFRACT_INLINE void mismatch(const char* wanted) const {
        throw_mismatch(value_, statement_, column_, wanted);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_mismatch(sqlite3_value* value, sqlite3_stmt* statement,
                                                                      int column, const char* wanted) {
        // What cannot be converted for want of memory looks like NULL.
        sqlite3* const connection = sqlite3_db_handle(statement);
        if (sqlite3_errcode(connection) == SQLITE_NOMEM)
            throw_sqlite_error(connection, SQLITE_NOMEM, sqlite3_sql(statement), sqlite_stage::run);
        constexpr const char* types[] = {"", "a whole number", "a real number", "text", "a blob", "NULL"};
        const int type = sqlite3_value_type(value);
        std::string found = types[type];
        if (type == SQLITE_TEXT || type == SQLITE_FLOAT) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
            if (text) found += " (" + std::string(text).substr(0, 40) + ")";
        }
        throw schema_mismatch(error_details{.message = "column \"" +
                                                       std::string(sqlite_column_name(statement, column)) +
                                                       "\" holds " + found + " where the field wants " + wanted,
                                            .sql = sqlite3_sql(statement)});
    }

    sqlite3_value* value_;
    sqlite3_stmt* statement_;
    int column_;
};

/// The current row of a statement.
struct sqlite_row {
    sqlite3_stmt* statement;
    sqlite_cell cell(int column) const { return {statement, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract
