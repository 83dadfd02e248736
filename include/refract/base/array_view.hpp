// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Constant items that stand one behind the other. std::span does more, and its first use takes a tenth of a second of
/// each program's compilation.
template <class Item> struct array_view {
    const Item* items = nullptr;
    std::size_t count = 0;

    constexpr array_view() = default;
    constexpr array_view(const Item* first, std::size_t number) : items(first), count(number) {}
    template <std::size_t Count> constexpr array_view(const Item (&array)[Count]) : items(array), count(Count) {}
    /// A std::array, which outlives this.
    template <class Array>
        requires requires(const Array& array) { array.max_size(); }
    constexpr array_view(const Array& array) : items(array.data()), count(array.size()) {}

    constexpr const Item* begin() const { return items; }
    constexpr const Item* end() const { return items + count; }
    constexpr const Item* data() const { return items; }
    constexpr std::size_t size() const { return count; }
    constexpr bool empty() const { return count == 0; }
    constexpr const Item& operator[](std::size_t index) const { return items[index]; }
};

} // namespace detail
} // namespace v0
} // namespace refract
