// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/encoded.hpp>
#include <refract/base/rules/json.hpp>
#include <refract/schema/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {

/// How a C++ type is stored; specialise it for a type of your own (see docs/reference/codec).
///
/// A specialisation has `static constexpr sql_type type`, `using wire`, `encode(const T&)` to the
/// wire type and `decode(wire, T&)` from it. `codec_through<Stored>` supplies the first two.
template <class Value> struct codec;

/// The names of an enum's values as the database holds them.
struct enumeration_info {
    const std::string_view* names;
    std::size_t count;
    std::string_view native_name{}; ///< the PostgreSQL enum type, where one was requested
    std::string_view native_schema{};
};

/// That a function of the program makes what is stored (`refract::encoded`); one for each.
struct encoding_info {
    bool is_comparable; ///< what is equal is stored alike
};

/// How the type that a model spells for a column is beside the usual one of its kind.
enum class column_form : std::uint8_t {
    usual,
    other,   ///< read through a cast, sent as text
    address, ///< likewise, but a cast would write a network's size behind every address
    unequal, ///< likewise, and PostgreSQL compares no two of its values
};

/// A column's type. Plain data: rules, printing and drivers look at it without templates.
struct sql_type {
    type_kind kind = type_kind::none;
    std::uint8_t precision = 0; ///< digits of a decimal
    std::uint8_t scale = 0;     ///< digits behind a decimal's point
    bool list = false;          ///< a whole list bound as one parameter
    bool of_column = false;     ///< it has its column's type: the model spells it, or it may be two
    bool as_bytes = false;      ///< a UUID whose column stores its bytes
    column_form form = column_form::usual;
    type_kind item = type_kind::none; ///< of an array; the other members say the rest of its items
    const enumeration_info* enumeration = nullptr;
    const encoding_info* encoding = nullptr;

    constexpr bool operator==(const sql_type&) const = default;
};

namespace detail {

/// One character that is stored as text.
struct single_character {
    char character;
};

template <class Value> struct optional_traits {
    using value = Value;
    static constexpr bool is_optional = false;
};
template <class Value> struct optional_traits<std::optional<Value>> {
    using value = Value;
    static constexpr bool is_optional = true;
};
/// The type without std::optional: what a column holds when it is not NULL.
template <class Value> using without_optional = typename optional_traits<Value>::value;
template <class Value> inline constexpr bool is_optional = optional_traits<Value>::is_optional;

template <class Value>
concept storable = requires { codec<without_optional<Value>>::type; };
/// False of an enum whose enumerators nobody knows, and of what a codec does not give back; they say so themselves.
template <class Value> inline constexpr bool has_known_values = true;
/// Whether the database may make keys of this type, one after the other, where it is stored as a whole number: 0 is not
/// one of its values that mean something.
template <class Value> inline constexpr bool is_counted = true;

template <class Value> inline constexpr sql_type type_of = codec<without_optional<Value>>::type;
/// `none` of what has no type in a database.
template <class Type> inline constexpr type_kind kind_of = type_kind::none;
template <storable Type> inline constexpr type_kind kind_of<Type> = type_of<Type>.kind;

constexpr bool is_whole_number(type_kind kind) {
    return kind == type_kind::small_integer || kind == type_kind::integer || kind == type_kind::big_integer;
}
constexpr bool is_number(type_kind kind) {
    return is_whole_number(kind) || kind == type_kind::real || kind == type_kind::double_precision ||
           kind == type_kind::decimal || kind == type_kind::numeric;
}
/// Why the databases do not know equal values of a type as such, or not all of them in one way.
constexpr rule_number equality_fault(const sql_type& type) {
    if (type.encoding && !type.encoding->is_comparable) return rule::encoded_is_compared;
    const bool is_document = type.kind == type_kind::json || type.item == type_kind::json;
    return is_document ? rule::documents_have_no_equality : rule::none;
}
/// Whether the database compares the two as they stand.
constexpr bool are_comparable(const sql_type& left, const sql_type& right) {
    if (left.encoding != right.encoding) return false;
    if (is_number(left.kind) && is_number(right.kind)) return true;
    return left.kind == right.kind && left.item == right.item && left.enumeration == right.enumeration;
}
/// Whether a key of one type can name a row by a key of the other; numbers of any size name only each other.
constexpr bool are_key_types(const sql_type& left, const sql_type& right) {
    return are_comparable(left, right) && (left.kind == type_kind::numeric) == (right.kind == type_kind::numeric);
}
/// Whether a column takes the value without losing digits. Databases would round: 2.5 becomes 3 in a
/// whole number on PostgreSQL, and stays 2.5 on SQLite.
constexpr bool is_assignable(const sql_type& column, const sql_type& value) {
    if (!are_comparable(column, value)) return false;
    if (!is_number(column.kind) || is_whole_number(value.kind)) return true;
    if (column.kind == type_kind::numeric) return value.kind == type_kind::decimal || value.kind == type_kind::numeric;
    if (value.kind == type_kind::numeric) return false;
    if (value.kind == type_kind::decimal) return column.kind == type_kind::decimal && column.scale >= value.scale;
    return column.kind == type_kind::real || column.kind == type_kind::double_precision;
}
/// Whether a time point, duration or time of day holds the other's digits, by the rule of <chrono>: seconds become
/// microseconds, not the other way. True of everything else.
template <class Field, class Value> constexpr bool keeps_digits_of_time() {
    if constexpr (requires { // times of day, of which none converts to another
                      typename Field::precision;
                      typename Value::precision;
                  })
        return std::is_convertible_v<typename Value::precision, typename Field::precision>;
    else if constexpr (requires {
                           typename Field::period;
                           typename Field::rep;
                           typename Value::period;
                           typename Value::rep;
                       })
        return std::is_convertible_v<Value, Field>;
    else
        return true;
}
/// Whether items of a value may be NULL where a field's may not.
template <class Field, class Value> inline constexpr bool brings_null_items = false;
template <class Field, class Value>
    requires(is_optional<typename Value::value_type> && !is_optional<typename Field::value_type>)
inline constexpr bool brings_null_items<Field, Value> = true;

template <class Field, class Value> constexpr bool is_assignable_type() {
    if constexpr (type_of<Field>.kind == type_kind::array)
        if constexpr (brings_null_items<without_optional<Field>, without_optional<Value>>) return false;
    return is_assignable(type_of<Field>, type_of<Value>) &&
           keeps_digits_of_time<without_optional<Field>, without_optional<Value>>();
}

} // namespace detail
} // namespace v0
} // namespace refract
