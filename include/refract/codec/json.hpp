// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <cstddef>
#include <string>

namespace refract {
inline namespace v0 {

/// JSON text. The database checks it on PostgreSQL (jsonb, which may reorder and reformat it); on
/// SQLite it is stored as it is.
struct json {
    std::string text;

    bool operator==(const json&) const = default;
};

template <> struct codec<json> {
    static constexpr sql_type type{.kind = type_kind::json};
    using wire = refract::wire::json;
    static constexpr wire encode(const json& value) { return {value.text}; }
    static void decode(wire stored, json& out) { out.text.assign(stored.text); }
};

} // namespace v0
} // namespace refract

template <> struct std::hash<refract::json> {
    std::size_t operator()(const refract::json& value) const noexcept { return std::hash<std::string>()(value.text); }
};
