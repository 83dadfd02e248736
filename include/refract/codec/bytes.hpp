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

namespace detail {
template <class Type>
concept any_byte = std::is_same_v<Type, std::byte> || std::is_same_v<Type, std::uint8_t>;
} // namespace detail

/// bytea; on SQLite a blob.
template <detail::any_byte Byte> struct codec<std::vector<Byte>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static constexpr wire encode(const std::vector<Byte>& value) {
        if constexpr (std::is_same_v<Byte, std::byte>)
            return {value.data(), value.size()};
        else
            return {reinterpret_cast<const std::byte*>(value.data()), value.size()};
    }
    static void decode(wire stored, std::vector<Byte>& out) {
        const auto* const begin = reinterpret_cast<const Byte*>(stored.data());
        out.assign(begin, begin + stored.size());
    }
};

/// Bytes of a fixed number, such as a hash.
/// Errors: `conversion_error` for a stored value of another length.
template <detail::any_byte Byte, std::size_t Size> struct codec<std::array<Byte, Size>> {
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
