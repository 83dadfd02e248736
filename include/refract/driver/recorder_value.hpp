// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/schema/any_value.hpp>
#include <refract/schema/wire.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Values of any type as the recorder needs them: to show, to compare, to play back.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::string quoted_text(std::string_view text) {
    constexpr std::size_t shown = 200;
    std::string out = "'";
    for (char c : text.substr(0, shown)) out.append(c == '\'' ? 2 : 1, c);
    out += text.size() > shown ? "'... (" + std::to_string(text.size()) + " bytes)" : "'";
    return out;
}
inline std::string hexadecimal_text(std::string_view bytes) {
    std::string out = "x'";
    put_all_hexadecimal(out, bytes);
    return out + "'";
}
namespace by_name {
template <class Put> std::string moment_text(Put put) {
    std::array<char, 48> buffer{};
    text_sink sink{.out = buffer.data()};
    put(sink);
    return "'" + std::string(buffer.data(), sink.size) + "'";
}
} // namespace by_name
inline std::string show(const any_value& value);

inline std::string show_list(const std::vector<any_value>& values, char open, char close) {
    std::string out(1, open);
    for (const any_value& each : values) {
        if (out.size() > 1) out += ", ";
        out += show(each);
    }
    return out + close;
}

/// A value as SQL would spell it, for messages.
inline std::string show(const any_value& value) {
    if (value.null) return "NULL";
    if (value.type.list || value.type.kind == type_kind::array) return show_list(value.list, '[', ']');
    switch (value.type.kind) {
    case type_kind::boolean: return value.number != 0 ? "true" : "false";
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return std::to_string(value.number);
    case type_kind::real:
    case type_kind::double_precision: {
        std::array<char, 32> text{};
        return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value.real).ptr};
    }
    case type_kind::decimal: return print_decimal(value.number, value.type.scale);
    case type_kind::timestamp: return moment_text([&](text_sink& out) { put_timestamp(out, value.number); });
    case type_kind::date: return moment_text([&](text_sink& out) { put_date(out, value.number); });
    case type_kind::time: return moment_text([&](text_sink& out) { put_time(out, value.number); });
    case type_kind::interval: return std::to_string(value.number) + " microseconds";
    case type_kind::uuid: return "'" + uuid{wire_row<wire::uuid>::make(value).bytes}.to_string() + "'";
    case type_kind::bytes: return hexadecimal_text(value.text);
    default: return quoted_text(value.text);
    }
}

constexpr bool holds_text(type_kind kind) {
    return kind == type_kind::text || kind == type_kind::enumeration || kind == type_kind::json;
}
constexpr bool holds_real(type_kind kind) { return kind == type_kind::real || kind == type_kind::double_precision; }

/// The text of a number that is kept exactly; empty of floating point.
inline std::string exact_text(const any_value& value) {
    if (value.type.kind == type_kind::numeric) return value.text;
    return holds_real(value.type.kind) ? std::string() : print_decimal(value.number, value.type.scale);
}
/// Whether a parameter is what a test expects. More lenient than `==`: whoever writes 7 means 7 in
/// whatever width the column has.
inline bool is_same_value(const any_value& expected, const any_value& got) {
    if (expected.null || got.null) return expected.null == got.null;
    const type_kind left = expected.type.kind, right = got.type.kind;
    if (expected.type.list || got.type.list || left == type_kind::array || right == type_kind::array) {
        if (left != right && !expected.type.list && !got.type.list) return false;
        if (expected.list.size() != got.list.size()) return false;
        for (std::size_t i = 0; i < got.list.size(); ++i)
            if (!is_same_value(expected.list[i], got.list[i])) return false;
        return true;
    }
    if (is_number(left) && is_number(right) && (left == type_kind::numeric || right == type_kind::numeric)) {
        number_parts first, second;
        return parse_number(exact_text(expected), first) && parse_number(exact_text(got), second) &&
               compare_numbers(first, second) == 0;
    }
    if (is_number(left) && is_number(right)) {
        const auto real = [](const any_value& value) {
            return holds_real(value.type.kind)
                       ? value.real
                       : static_cast<double>(value.number) / static_cast<double>(power_of_ten(value.type.scale));
        };
        if (holds_real(left) || holds_real(right)) return real(expected) == real(got);
        const unsigned wider = expected.type.scale > got.type.scale ? expected.type.scale : got.type.scale;
        const auto first = rescale(expected.number, expected.type.scale, wider);
        return first && first == rescale(got.number, got.type.scale, wider);
    }
    if (left != right && !(holds_text(left) && holds_text(right))) return false;
    return expected.number == got.number && expected.text == got.text;
}

/// What a driver's plain value is as an owned one.
template <class Wire> any_value make_any_value(const sql_type& declared, const Wire& value) {
    any_value made;
    made.type = declared;
    made.type.list = made.type.of_column = false; // of the parameter, not of the value
    made.type.form = column_form::usual;
    if (made.type.kind == type_kind::none) made.type.kind = kind_of_wire<Wire>;
    made.null = false;
    wire_row<Wire>::keep(made, value);
    return made;
}

/// A canned value as the wire type that a field reads; false where it is of another type.
class recorder_reader {
public:
    explicit recorder_reader(const any_value& value) : value_(value), kind_(value.type.kind) {}

    template <class Number>
        requires std::is_integral_v<Number>
    bool read(Number& out) const {
        if (kind_ != type_kind::boolean && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(value_.number);
        if constexpr (!std::is_same_v<Number, bool>)
            if (static_cast<std::int64_t>(out) != value_.number)
                throw conversion_error("a whole number does not fit in the field's whole number type");
        return true;
    }
    template <class Number>
        requires std::is_floating_point_v<Number>
    bool read(Number& out) const {
        if (!holds_real(kind_) && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(holds_real(kind_) ? value_.real : static_cast<double>(value_.number));
        return true;
    }
    bool read(std::string_view& out) const {
        out = value_.text;
        return holds_text(kind_);
    }
    template <text_wire Wire> bool read(Wire& out) const {
        out = wire_row<Wire>::make(value_);
        return kind_ == kind_of_wire<Wire> || (std::is_same_v<Wire, wire::json> && holds_text(kind_));
    }
    template <class Item> bool read(wire::list<Item>& out) const {
        if (kind_ != type_kind::array || value_.type.item != kind_of_wire<Item>) return false;
        out = wire_row<wire::list<Item>>::make(value_);
        return true;
    }
    bool read(wire::bytes& out) const {
        out = {reinterpret_cast<const std::byte*>(value_.text.data()), value_.text.size()};
        return kind_ == type_kind::bytes;
    }
    bool read(wire::uuid& out) const {
        out = wire_row<wire::uuid>::make(value_);
        return kind_ == type_kind::uuid;
    }
    bool read(wire::decimal& out) const {
        out = {value_.number, value_.type.scale};
        return kind_ == type_kind::decimal || is_whole_number(kind_);
    }
    bool read(wire::date& out) const {
        out.days = static_cast<std::int32_t>(value_.number);
        return kind_ == type_kind::date;
    }
    template <class Moment>
        requires requires(Moment& moment) { moment.microseconds; }
    bool read(Moment& out) const {
        out.microseconds = value_.number;
        return kind_ == kind_of_wire<Moment>;
    }

private:
    const any_value& value_;
    type_kind kind_;
};

} // namespace detail
} // namespace v0
} // namespace refract
