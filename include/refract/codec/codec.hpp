// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/message.hpp>
#include <refract/schema/sql_type.hpp>

#include <string>

namespace refract {
inline namespace v0 {

/// A codec that stores a type as another: derive from it and add `encode` and `decode`.
///
///     template <> struct refract::codec<Email> : refract::codec_through<std::string> {
///         static std::string_view encode(const Email& email) { return email.text; }
///         static void decode(std::string_view text, Email& out) { out.text = text; }
///     };
///
/// Lifetime: `encode` may return a view into the value; a std::string or std::vector<std::byte> that it
/// returns is copied.
/// Errors: `decode` throws `conversion_error` for what it cannot hold.
template <class Stored> struct codec_through {
    static constexpr sql_type type = codec<Stored>::type;
    using wire = typename codec<Stored>::wire;
};

namespace detail {

/// Values that databases know as they are: the codec copies.
template <class Value, type_kind Kind> struct plain_codec {
    static constexpr sql_type type{.kind = Kind};
    using wire = Value;
    static constexpr Value encode(Value value) { return value; }
    static constexpr void decode(Value stored, Value& out) { out = stored; }
};

} // namespace detail
} // namespace v0
} // namespace refract
