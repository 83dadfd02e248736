// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

/// \file
/// FNV-1a of bytes: the same number in every library of a program, and at compile time.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::uint64_t hash_of_nothing = 0xcbf29ce484222325u;

constexpr std::uint64_t add_to_hash(std::uint64_t hash, std::uint64_t part) { return (hash ^ part) * 0x100000001b3u; }
constexpr std::uint64_t hash_of_bytes(std::string_view bytes, std::uint64_t hash = hash_of_nothing) {
    for (const char c : bytes) hash = add_to_hash(hash, static_cast<unsigned char>(c));
    return hash;
}

} // namespace detail
} // namespace v0
} // namespace refract
