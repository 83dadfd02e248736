// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>
#include <refract/codec/json_text.hpp>

#include <string>

namespace refract {
inline namespace v0 {
/// A JSON document with a type: a struct, whose fields are its keys, or a std::vector or std::map of them.
///
///     struct Settings { std::string theme; std::optional<int> size; };
///     struct User { std::int64_t id{}; refract::json_of<Settings> settings; };
///
/// SQL: `jsonb` on PostgreSQL, text on SQLite. Errors: `conversion_error` for a stored document that does not fit.
/// Cost: the document is written and read as a whole.
template <class Value> struct json_of {
    Value value{};

    constexpr Value* operator->() { return &value; }
    constexpr const Value* operator->() const { return &value; }
    constexpr Value& operator*() { return value; }
    constexpr const Value& operator*() const { return value; }
    bool operator==(const json_of&) const = default;
};
template <class Value> json_of(Value) -> json_of<Value>;

template <class Value> struct codec<json_of<Value>> {
    static constexpr sql_type type{.kind = type_kind::json};
    using wire = refract::wire::json;
    static refract::wire::made_json encode(const json_of<Value>& document) {
        detail::require<detail::check_json_form<Value>>();
        refract::wire::made_json made;
        if constexpr (detail::has_json_form<Value>()) detail::write_json(made.text, document.value);
        return made;
    }
    static void decode(wire stored, json_of<Value>& out) {
        detail::require<detail::check_json_form<Value>>();
        if constexpr (detail::has_json_form<Value>()) {
            detail::json_reader reader(stored.text);
            out.value = Value{}; // a key that is missing is the field's default
            detail::read_json(reader, out.value);
            reader.expect_end();
        }
    }
};

} // namespace v0
} // namespace refract
