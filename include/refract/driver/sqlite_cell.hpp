// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/driver/sqlite_time.hpp>
#include <refract/schema/sql_type.hpp>
#include <refract/sql/parameter_column.hpp>

#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The decimal of at most 15 digits that is stored as this double, if there is one; from there on a double is itself
/// a whole number, and taken as it is.
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
    if (coefficient == 0) return value == 0 ? std::optional(wire::decimal{0, 0}) : std::nullopt;
    if (scale > 18 || scale < 0) return std::nullopt;
    // 0.30000000000000004 is no 0.3: it is printed alike, and equals another number.
    if (static_cast<double>(coefficient) / static_cast<double>(power_of_ten(static_cast<unsigned>(scale))) != value)
        return std::nullopt;
    return wire::decimal{coefficient, static_cast<std::uint8_t>(scale)};
}

/// A UUID from its usual text, in lower case and with hyphens.
inline std::optional<wire::uuid> uuid_from_text(std::string_view text) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return std::nullopt;
    for (const char c : text)
        if (c >= 'A' && c <= 'F') return std::nullopt;
    const auto id = uuid::parse(text);
    return id ? std::optional(wire::uuid{id->bytes}) : std::nullopt;
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

    /// An argument of a function.
    explicit sqlite_cell(sqlite3_value* value) : value_(value), statement_(nullptr), column_(0) {}

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
            throw_too_wide();
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_too_wide() {
        throw conversion_error("the stored number does not fit in the field's whole number type");
    }
    void read_into(bool& out) const {
        std::int64_t number = 2;
        if (sqlite3_value_type(value_) == SQLITE_INTEGER) number = sqlite3_value_int64(value_);
        if ((number & 1) != number) mismatch("a boolean", "0 or 1", "flag(\"Y\", \"N\")");
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
            throw conversion_error("the stored number does not fit in a float");
        out = static_cast<float>(wide);
    }
    REFRACT_INLINE void read_into(std::string_view& out) const {
        // Numbers come out as their text, as SQLite has it. A blob equals no text, whatever is in it.
        if (sqlite3_value_type(value_) == SQLITE_BLOB) mismatch("text");
        const void* text = sqlite3_value_text(value_);
        if (!text) mismatch("text");
        out = {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    /// A template, as all that makes a std::span: it takes long to compile, and few models have bytes.
    template <class Byte> void read_into(std::span<const Byte>& out) const {
        // Text is no bytes: it equals none, and has others where the database is in UTF-16.
        if (sqlite3_value_type(value_) != SQLITE_BLOB) mismatch("bytes");
        const void* bytes = sqlite3_value_blob(value_);
        out = {static_cast<const Byte*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    template <text_wire Wire> void read_into(Wire& out) const {
        std::string_view text;
        read_into(text);
        if constexpr (requires { wire_row<Wire>::is_stored_text(text); })
            if (sqlite3_value_type(value_) != SQLITE_TEXT || !wire_row<Wire>::is_stored_text(text))
                mismatch(wire_row<Wire>::stored_noun);
        out.text = text;
    }
    template <class Item> void read_into(wire::list<Item>&) const { mismatch("an array, which SQLite has not"); }
    void read_into(wire::interval& out) const { read_into(out.microseconds); }
    void read_into(wire::timestamp& out) const {
        const stored_time found =
            stored_text([&](const stored_time_reader& in) { return in.timestamp(out.microseconds); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a time", "the text \"2026-01-31 23:59:59.5\" in UTC", "unix_seconds");
    }
    void read_into(wire::date& out) const {
        std::int64_t days = 0;
        const stored_time found = stored_text([&](const stored_time_reader& in) { return in.date(days); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a date", "the text \"2026-01-31\"", "julian_day");
        out.days = static_cast<std::int32_t>(days);
    }
    void read_into(wire::time& out) const {
        const stored_time found = stored_text([&](const stored_time_reader& in) { return in.time(out.microseconds); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a time of day", "the text \"23:59:59.5\"", "hours_and_minutes");
    }
    void read_into(wire::uuid& out) const {
        const auto id = sqlite3_value_type(value_) == SQLITE_TEXT ? uuid_from_text(read<std::string_view>())
                                                                  : std::optional<wire::uuid>();
        if (!id) mismatch("a UUID", "the text \"01234567-89ab-cdef-0123-456789abcdef\"", "uuid_bytes");
        out = *id;
    }
    void read_into(wire::decimal& out) const {
        std::optional<wire::decimal> number;
        const int type = sqlite3_value_type(value_);
        if (type == SQLITE_INTEGER) number = wire::decimal{sqlite3_value_int64(value_), 0};
        if (type == SQLITE_FLOAT) number = decimal_from_double(sqlite3_value_double(value_));
        if (!number) mismatch("a decimal number", "a number of at most 15 digits, as round(x, 2) makes it");
        out = *number;
    }

    template <class Read> REFRACT_INLINE stored_time stored_text(Read read_text) const {
        if (sqlite3_value_type(value_) != SQLITE_TEXT) return stored_time::other_form;
        return read_text(stored_time_reader{read<std::string_view>()});
    }
    [[noreturn]] REFRACT_INLINE void no_time(stored_time found, const char* wanted, const char* stored,
                                             const char* form) const {
        if (found == stored_time::other_form) mismatch(wanted, stored, form);
        throw_not_there(wanted);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_not_there(const char* wanted) {
        throw conversion_error(join_text({"the stored text looks like ", wanted, " that does not exist"}));
    }

    /// Passes the parts, not itself: a cell then needs no memory where nothing fails.
    [[noreturn]] REFRACT_INLINE void mismatch(const char* wanted, const char* stored = nullptr,
                                              const char* form = nullptr) const {
        throw_mismatch(value_, statement_, column_, {wanted, stored, form});
    }
    /// What the field wants, how that is stored, and an example of what says that it is stored otherwise.
    struct expected {
        const char *wanted, *stored, *form;
    };
    /// Whether a number was computed, which no column stores in another form: past 64 bits it becomes a real number.
    static bool is_too_long(double number, sqlite3_stmt* statement, int column, const expected& field) {
        if (field.form || sqlite3_column_decltype(statement, column)) return false;
        return field.stored || number >= 0x1p63 || number <= -0x1p63;
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_mismatch(sqlite3_value* value, sqlite3_stmt* statement,
                                                                      int column, const expected& field) {
        constexpr const char* types[] = {"", "a whole number", "a real number", "text", "a blob", "NULL"};
        const int type = sqlite3_value_type(value);
        if (!statement)
            throw schema_mismatch(join_text({"an argument is ", types[type], " where it takes ", field.wanted}));
        // What cannot be converted for want of memory looks like NULL.
        sqlite3* const connection = sqlite3_db_handle(statement);
        if (sqlite3_errcode(connection) == SQLITE_NOMEM)
            throw_sqlite_error(connection, SQLITE_NOMEM, sqlite3_sql(statement), sqlite_stage::run);
        if (type == SQLITE_FLOAT && is_too_long(sqlite3_value_double(value), statement, column, field))
            throw conversion_error("the number has more digits than the field can hold");
        const std::string_view own = sqlite_column_name(statement, column), sql = sqlite3_sql(statement);
        const std::string name =
            selected_column_text(sql, find_selected_column(sql, own), static_cast<std::size_t>(column));
        std::string message =
            join_text({"column ", name, " holds ", types[type], " where the field wants ", field.wanted});
        if (field.stored && type != SQLITE_NULL) {
            message += join_text({", stored as ", field.stored, "; nothing else would be found by comparisons"});
            if (field.form)
                message +=
                    join_text({". Say how the column stores it: column<...>.stored_as(refract::", field.form, ")"});
        }
        throw schema_mismatch(error_details{.message = std::move(message), .sql = sqlite3_sql(statement)});
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
