// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/literal.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// A value of any storable type, owned: what conditions known only at run time hold, and what the
/// recorder plays back. Two are equal if the database would hold the same.
struct any_value {
    sql_type type{};
    bool null = true;
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string text{};
    std::vector<any_value> list{};

    any_value() = default;
    template <class Value>
        requires detail::storable<Value> || std::is_same_v<Value, std::nullopt_t>
    any_value(const Value& value) {
        if constexpr (std::is_same_v<Value, std::nullopt_t>) {
            return;
        } else if constexpr (detail::is_optional<Value>) {
            type = detail::type_of<Value>;
            if (value) *this = any_value(*value);
        } else {
            type = codec<Value>::type;
            null = false;
            detail::keep_encoded(*this, value);
        }
    }
    // A template, so that it is looked at only where the codecs are known.
    template <std::same_as<char> Character> any_value(const Character* value)
        : any_value(std::basic_string_view<Character>(value)) {}

    bool operator==(const any_value& other) const {
        if (null || other.null) return null == other.null;
        return type == other.type && number == other.number && real == other.real && text == other.text &&
               list == other.list;
    }
};

} // namespace v0
} // namespace refract
