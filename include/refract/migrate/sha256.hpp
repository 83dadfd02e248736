// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// SHA-256, by which a migration that was edited is known. Source: FIPS 180-4, section 6.2.

namespace refract {
inline namespace v0 {
namespace detail {

class sha256 {
public:
    /// The 64 digits of a text's hash.
    static std::string digits(std::string_view text) {
        sha256 hash;
        std::string padded(text);
        padded += '\x80';
        padded.append((64 + 56 - padded.size() % 64) % 64, '\0');
        const std::uint64_t bits = std::uint64_t{text.size()} * 8;
        for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(bits >> shift & 0xff);
        for (std::size_t at = 0; at < padded.size(); at += 64) hash.add_block(padded.data() + at);
        std::string made;
        for (const std::uint32_t each : hash.state_)
            for (int shift = 24; shift >= 0; shift -= 8)
                put_hexadecimal(made, static_cast<unsigned char>(each >> shift));
        return made;
    }

private:
    // The fractions of the cube roots of the first 64 primes.
    static constexpr std::array<std::uint32_t, 64> rounds{
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

    void add_block(const char* block) {
        std::array<std::uint32_t, 64> words{};
        for (std::size_t i = 0; i < 64; ++i) words[i] = i < 16 ? word_at(block + 4 * i) : scheduled(words, i);
        auto [a, b, c, d, e, f, g, h] = state_;
        for (std::size_t i = 0; i < 64; ++i) {
            const std::uint32_t mixed = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
            const std::uint32_t first = h + mixed + ((e & f) ^ (~e & g)) + rounds[i] + words[i];
            const std::uint32_t turned = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
            const std::uint32_t second = turned + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
        }
        const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) state_[i] += added[i];
    }
    static std::uint32_t word_at(const char* bytes) {
        std::uint32_t word = 0;
        for (int i = 0; i < 4; ++i) word = word << 8 | static_cast<unsigned char>(bytes[i]);
        return word;
    }
    static std::uint32_t scheduled(const std::array<std::uint32_t, 64>& words, std::size_t at) {
        const std::uint32_t near = words[at - 2], far = words[at - 15];
        return words[at - 16] + words[at - 7] + (std::rotr(far, 7) ^ std::rotr(far, 18) ^ far >> 3) +
               (std::rotr(near, 17) ^ std::rotr(near, 19) ^ near >> 10);
    }

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

} // namespace detail
} // namespace v0
} // namespace refract
