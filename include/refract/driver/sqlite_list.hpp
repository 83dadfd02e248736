// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/base/json_quote.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/driver/sqlite_time.hpp>
#include <refract/schema/wire.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// SQLite has no arrays: a list is bound as a JSON text, which `json_each` takes apart.

namespace refract {
inline namespace v0 {
namespace detail {

/// A double holds 15 decimal digits exactly; what it could not is refused, not rounded.
inline void check_sqlite_decimal(wire::decimal value) {
    if (value.coefficient > 999'999'999'999'999 || value.coefficient < -999'999'999'999'999)
        throw conversion_error("a decimal has more than the 15 digits that SQLite stores exactly");
}

/// Appends one item of a list to the JSON text that SQLite reads it from.
struct json_list_writer {
    std::string& out;

    void put(std::string_view text) const {
        if (text.find('\0') != std::string_view::npos)
            throw conversion_error("a text in a list holds a NUL character, which SQLite's JSON cuts off; "
                                   "compare with single values: in(a, b)");
        put_json_text(out, text);
    }
    void put(std::int64_t number) const { out += std::to_string(number); }
    void put(double number) const {
        if (!__builtin_isfinite(number)) throw conversion_error("a list for SQLite cannot hold infinities");
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        out.append(text.data(), end);
    }
    void put(wire::bytes value) const {
        out += '"';
        put_all_hexadecimal(out, value);
        out += '"';
    }
    void put(wire::interval value) const { put(value.microseconds); }
    void put(wire::decimal value) const {
        check_sqlite_decimal(value);
        out += print_decimal(value.coefficient, value.scale);
    }
    void put(const wire::uuid& value) const { put(std::string_view(uuid{value.bytes}.to_string())); }
    template <text_wire Wire> void put(const Wire& value) const { put(wire_row<Wire>::text_to_store(value.text)); }
    template <class Moment> void put(const Moment& value) const { put(sqlite_moment(value).view()); }
};

} // namespace detail
} // namespace v0
} // namespace refract
