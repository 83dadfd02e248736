// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Numbers that look as if by chance and are the same on every machine, which those of <random> are not.
/// Source: https://prng.di.unimi.it/splitmix64.c
class test_numbers {
public:
    constexpr explicit test_numbers(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31);
    }
    /// Less than `count`, which is not zero.
    constexpr std::uint64_t below(std::uint64_t count) { return next() % count; }
    constexpr std::int64_t between(std::int64_t least, std::int64_t greatest) {
        const std::uint64_t room = static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least) + 1;
        const std::uint64_t step = room == 0 ? next() : below(room); // 0: all of 64 bits
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + step);
    }
    constexpr bool happens(unsigned percent) { return below(100) < percent; }
    template <class List> constexpr const auto& pick(const List& list) { return list[below(std::size(list))]; }

private:
    std::uint64_t state_;
};

/// A seed made of another one and of what it is for.
constexpr std::uint64_t mix_seed(std::uint64_t seed, std::uint64_t with) {
    return test_numbers(seed ^ (with * 0xd6e8feb86659fd93U + 1)).next();
}
constexpr std::uint64_t mix_seed(std::uint64_t seed, std::string_view with) {
    for (const char c : with) seed = mix_seed(seed, static_cast<unsigned char>(c));
    return seed;
}

} // namespace detail
} // namespace v0
} // namespace refract
