// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace refract {
inline namespace v0 {

/// bytea; on SQLite a blob.
template <> struct codec<std::vector<std::byte>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static constexpr wire encode(const std::vector<std::byte>& value) { return value; }
    static void decode(wire stored, std::vector<std::byte>& out) { out.assign(stored.begin(), stored.end()); }
};

/// bytes as a parameter, or as a field of a streamed row that lives until the next one.
template <> struct codec<std::span<const std::byte>> : detail::plain_codec<wire::bytes, type_kind::bytes> {};

} // namespace v0
} // namespace refract
