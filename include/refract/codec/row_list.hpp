// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/codec/json_of.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/schema/fields.hpp>
#include <refract/schema/row_list.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {

namespace detail {

template <class Bytes> void put_json_digits(std::string& to, const Bytes& bytes) {
    to += '"';
    put_all_hexadecimal(to, bytes);
    to += '"';
}
/// Adds what passes to a driver: times as numbers, which have one form and every year.
template <class Wire> void put_passed(std::string& to, const Wire& passed) {
    if constexpr (std::is_same_v<Wire, bool>) {
        to += passed ? "true" : "false";
    } else if constexpr (std::is_same_v<Wire, float>) {
        put_json_number(to, double{passed}); // with the digits that it has in a column of SQLite
    } else if constexpr (std::is_arithmetic_v<Wire>) {
        put_json_number(to, passed);
    } else if constexpr (std::is_same_v<Wire, std::string_view>) {
        put_json_text(to, passed);
    } else if constexpr (std::is_same_v<Wire, wire::timestamp> || std::is_same_v<Wire, wire::interval>) {
        put_json_number(to, passed.microseconds);
    } else if constexpr (std::is_same_v<Wire, wire::date>) {
        put_json_number(to, passed.days);
    } else if constexpr (std::is_same_v<Wire, wire::time>) {
        char text[32];
        text_sink sink{.out = text};
        put_time(sink, passed.microseconds);
        put_json_text(to, {text, sink.size});
    } else if constexpr (std::is_same_v<Wire, wire::uuid>) {
        put_json_text(to, uuid{passed.bytes}.to_string());
    } else if constexpr (std::is_same_v<Wire, wire::bytes>) {
        put_json_digits(to, passed);
    } else if constexpr (std::is_same_v<Wire, wire::decimal>) {
        to += print_decimal(passed.coefficient, passed.scale);
    } else {
        put_json_text(to, wire_row<Wire>::text_to_store(passed.text));
    }
}
struct listed_field_writer {
    std::string& to;
    std::string_view (*name)(std::size_t);
    std::size_t index = 0;
    template <class Field> void operator()(const Field& field) {
        to += index == 0 ? '{' : ',';
        put_json_text(to, name(index++));
        to += ':';
        write(field);
    }

private:
    template <class Value> void write(const Value& value) {
        if constexpr (is_optional<Value>) {
            if (value) return write(*value);
            to += "null";
        } else {
            const auto& made = codec<Value>::encode(value); // what a codec makes lives until it is written
            put_passed<typename codec<Value>::wire>(to, typename codec<Value>::wire(made));
        }
    }
};

} // namespace detail

template <class Row> struct codec<row_list<Row>> {
    static constexpr sql_type type{.kind = type_kind::json};
    using wire = refract::wire::json;
    static refract::wire::made_json encode(const row_list<Row>& list) {
        detail::require<detail::check_listed_row<Row>>();
        refract::wire::made_json made;
        if constexpr (detail::is_listed_row<Row>()) {
            char before = '[';
            for (const Row& row : list.rows) {
                made.text += before;
                before = ',';
                detail::for_each_field(row, detail::listed_field_writer{made.text, &detail::field_name<Row>});
                made.text += '}';
            }
            made.text += list.rows.empty() ? "[]" : "]";
        }
        return made;
    }
};

} // namespace v0
} // namespace refract
