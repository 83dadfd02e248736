// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/base/json_quote.hpp>
#include <refract/base/number_text.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/json.hpp>
#include <refract/meta/reflectable.hpp>
#include <refract/schema/json_form.hpp>

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Values as JSON text, and back: numbers, booleans, text, enums by name, decimals, structs by the names of their
/// fields, and optionals, vectors and maps of those.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Number> void put_json_number(std::string& to, Number number) {
    if constexpr (std::is_floating_point_v<Number>)
        if (!(number - number == 0)) throw conversion_error("JSON has no NaN and no infinity");
    char text[32];
    to.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

template <class Value> void write_json(std::string& to, const Value& value);

struct json_field_writer {
    std::string& to;
    std::string_view (*name)(std::size_t);
    std::size_t index = 0;
    template <class Field> void operator()(const Field& field) {
        to += index == 0 ? '{' : ',';
        put_json_text(to, name(index++));
        to += ':';
        detail::write_json(to, field);
    }
};
template <class List> void write_json_list(std::string& to, const List& list) {
    to += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) to += ',';
        detail::write_json<typename List::value_type>(to, list[i]);
    }
    to += ']';
}
template <class Map> void write_json_map(std::string& to, const Map& map) {
    char before = '{';
    for (const auto& [key, value] : map) {
        to += before;
        before = ',';
        put_json_text(to, key);
        to += ':';
        detail::write_json(to, value);
    }
    to += map.empty() ? "{}" : "}";
}
/// Adds a value's JSON to a text.
template <class Value> void write_json(std::string& to, const Value& value) {
    if constexpr (is_optional<Value>) {
        if (value)
            detail::write_json(to, *value);
        else
            to += "null";
    } else if constexpr (std::is_same_v<Value, bool>) {
        to += value ? "true" : "false";
    } else if constexpr (std::is_arithmetic_v<Value>) {
        put_json_number(to, value);
    } else if constexpr (std::is_enum_v<Value>) {
        put_json_text(to, enumeration_by_name<Value>::encode(value));
    } else if constexpr (std::is_same_v<Value, std::string>) {
        put_json_text(to, value);
    } else if constexpr (kind_of<Value> == type_kind::decimal) {
        to += value.to_string();
    } else if constexpr (std::is_same_v<Value, json>) {
        to += value.text.empty() ? std::string_view("null") : std::string_view(value.text);
    } else if constexpr (is_vector<Value>) {
        detail::write_json_list(to, value);
    } else if constexpr (text_map<Value>) {
        detail::write_json_map(to, value);
    } else {
        detail::for_each_member(value, json_field_writer{to, &member_name<Value>});
        to += '}';
    }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_json(std::string_view wanted, std::size_t at) {
    throw conversion_error("JSON: " + std::string(wanted) + " is missing at character " + std::to_string(at + 1));
}

/// Reads JSON from its text, piece by piece. What is beyond RFC 8259 is refused.
class json_reader {
public:
    explicit json_reader(std::string_view text) : text_(text) {}

    /// Whether the next character that is no blank is this one, which is taken then.
    bool takes(char wanted) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void expect(char wanted) {
        if (!takes(wanted)) throw_json(std::string(1, wanted), at_);
    }
    bool takes_word(std::string_view word) {
        skip_blanks();
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }
    void expect_end() {
        skip_blanks();
        if (at_ != text_.size()) throw_json("the end", at_);
    }
    [[noreturn]] void fail(std::string_view wanted) const { throw_json(wanted, at_); }

    std::string text() {
        std::string made;
        expect('"');
        while (true) {
            if (at_ == text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) fail("the end of a text");
            const char c = text_[at_++];
            if (c == '"') return made;
            if (c == '\\')
                escape(made);
            else
                made += c;
        }
    }
    /// The characters of a number.
    std::string_view number() {
        skip_blanks();
        const std::size_t begin = at_;
        if (at_ < text_.size() && text_[at_] == '-') ++at_;
        const std::size_t whole = at_;
        digits();
        if (text_[whole] == '0' && at_ > whole + 1) fail("a number without zeros in front");
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            digits();
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            digits();
        }
        return text_.substr(begin, at_ - begin);
    }
    /// The text of the next value, whatever it is.
    std::string_view any_value() {
        skip_blanks();
        const std::size_t begin = at_;
        skip_value(0);
        return text_.substr(begin, at_ - begin);
    }

private:
    static constexpr int deepest = 500; ///< lists inside lists: what is beyond could end the stack

    void skip_blanks() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    void digits() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        if (at_ == begin) fail("a digit");
    }
    unsigned four_digits() {
        unsigned code = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const int digit = at_ < text_.size() ? hexadecimal_digit(text_[at_]) : -1;
            if (digit < 0) fail("a hexadecimal digit");
            code = code * 16 + static_cast<unsigned>(digit);
        }
        return code;
    }
    void escape(std::string& to) {
        constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        const std::size_t found = names.find(c);
        if (c != 'u' && found == names.npos) fail("an escape");
        ++at_;
        if (c != 'u') {
            to += meanings[found];
            return;
        }
        unsigned code = four_digits();
        if (code >= 0xd800 && code < 0xdc00) { // the first half of a pair
            if (text_.substr(at_, 2) != "\\u") fail("the second half of a character");
            at_ += 2;
            const unsigned low = four_digits();
            if (low < 0xdc00 || low > 0xdfff) fail("the second half of a character");
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        } else if (code >= 0xdc00 && code < 0xe000) {
            fail("the first half of a character");
        }
        put_character(to, code);
    }
    static void put_character(std::string& to, unsigned code) {
        const auto put = [&](unsigned byte) { to += static_cast<char>(byte); };
        const auto put_low = [&](unsigned shift) { put(0x80 | (code >> shift & 0x3f)); };
        if (code < 0x80) return put(code);
        if (code < 0x800) {
            put(0xc0 | code >> 6);
        } else {
            if (code < 0x10000) {
                put(0xe0 | code >> 12);
            } else {
                put(0xf0 | code >> 18);
                put_low(12);
            }
            put_low(6);
        }
        put_low(0);
    }
    void skip_value(int depth) {
        if (depth > deepest) fail("the end of so many lists");
        skip_blanks();
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        if (c == '{' || c == '[') {
            ++at_;
            const char close = c == '{' ? '}' : ']';
            if (takes(close)) return;
            do {
                if (c == '{') {
                    text();
                    expect(':');
                }
                skip_value(depth + 1);
            } while (takes(','));
            expect(close);
        } else if (c == '"') {
            text();
        } else if (!takes_word("true") && !takes_word("false") && !takes_word("null")) {
            number();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

template <class Value> void read_json(json_reader& from, Value& out);

/// Reads the value behind a key into the field of that name.
struct json_field_reader {
    json_reader& from;
    std::string_view key;
    std::string_view (*name)(std::size_t);
    std::size_t index = 0;
    bool found = false;
    template <class Field> void operator()(Field& field) {
        if (name(index++) != key) return;
        found = true;
        detail::read_json(from, field);
    }
};
/// Calls `read(key)` for each key of an object.
template <class Read> void read_json_object(json_reader& from, Read read) {
    from.expect('{');
    if (from.takes('}')) return;
    do {
        const std::string key = from.text();
        from.expect(':');
        read(key);
    } while (from.takes(','));
    from.expect('}');
}
template <class Number> void read_json_number(json_reader& from, Number& out) {
    const std::string_view text = from.number();
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (failure != std::errc{} || end != text.data() + text.size())
        throw conversion_error("JSON: the number " + std::string(text) + " does not fit its field");
}
template <unsigned Scale> void read_json_decimal(json_reader& from, decimal<Scale>& out) {
    const std::string_view text = from.number();
    const auto parsed = decimal<Scale>::parse(text);
    if (!parsed) throw conversion_error("JSON: the number " + std::string(text) + " does not fit its field");
    out = *parsed;
}
template <class List> void read_json_list(json_reader& from, List& out) {
    out.clear();
    from.expect('[');
    if (from.takes(']')) return;
    do {
        typename List::value_type item{};
        detail::read_json(from, item);
        out.push_back(std::move(item));
    } while (from.takes(','));
    from.expect(']');
}
/// Reads a value. A field without a key keeps its default, a key without a field is left out.
/// Errors: `conversion_error` for what is no JSON, is of another kind than its field, or does not fit in it.
template <class Value> void read_json(json_reader& from, Value& out) {
    if constexpr (is_optional<Value>) {
        if (from.takes_word("null")) return out.reset();
        detail::read_json(from, out.emplace());
    } else if constexpr (std::is_same_v<Value, bool>) {
        out = from.takes_word("true");
        if (!out && !from.takes_word("false")) from.fail("true or false");
    } else if constexpr (std::is_arithmetic_v<Value>) {
        detail::read_json_number(from, out);
    } else if constexpr (std::is_enum_v<Value>) {
        enumeration_by_name<Value>::decode(from.text(), out);
    } else if constexpr (std::is_same_v<Value, std::string>) {
        out = from.text();
    } else if constexpr (kind_of<Value> == type_kind::decimal) {
        detail::read_json_decimal(from, out);
    } else if constexpr (std::is_same_v<Value, json>) {
        out.text.assign(from.any_value());
    } else if constexpr (is_vector<Value>) {
        detail::read_json_list(from, out);
    } else if constexpr (text_map<Value>) {
        out.clear();
        detail::read_json_object(from, [&](const std::string& key) { detail::read_json(from, out[key]); });
    } else {
        detail::read_json_object(from, [&](const std::string& key) {
            json_field_reader reader{from, key, &member_name<Value>};
            detail::for_each_member(out, reader);
            if (!reader.found) from.any_value();
        });
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
