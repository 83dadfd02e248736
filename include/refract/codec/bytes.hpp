// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
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

/// The same as unsigned characters.
template <> struct codec<std::vector<std::uint8_t>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static wire encode(const std::vector<std::uint8_t>& value) {
        return {reinterpret_cast<const std::byte*>(value.data()), value.size()};
    }
    static void decode(wire stored, std::vector<std::uint8_t>& out) {
        const auto* const begin = reinterpret_cast<const std::uint8_t*>(stored.data());
        out.assign(begin, begin + stored.size());
    }
};

/// Bytes of a fixed number, such as a hash.
/// Errors: `conversion_error` for a stored value of another length.
template <class Byte, std::size_t Size>
    requires(std::is_same_v<Byte, std::byte> || std::is_same_v<Byte, std::uint8_t>)
struct codec<std::array<Byte, Size>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static wire encode(const std::array<Byte, Size>& value) {
        return {reinterpret_cast<const std::byte*>(value.data()), Size};
    }
    static void decode(wire stored, std::array<Byte, Size>& out) {
        if (stored.size() != Size)
            detail::throw_out_of_range(detail::bytes_of_length(stored.size()), "an array of " + std::to_string(Size));
        for (std::size_t i = 0; i < Size; ++i) out[i] = static_cast<Byte>(stored[i]);
    }
};

/// bytes as a parameter, or as a field of a streamed row that lives until the next one.
template <> struct codec<std::span<const std::byte>> : detail::plain_codec<wire::bytes, type_kind::bytes> {};

} // namespace v0
} // namespace refract
