// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Constant items that stand one behind the other. std::span does more, and its first use is a twentieth of what
/// compiling the library costs each program.
template <class Item> class array_view {
public:
    constexpr array_view() = default;
    constexpr array_view(const Item* first, std::size_t count) : first_(first), count_(count) {}
    template <std::size_t Count> constexpr array_view(const Item (&array)[Count]) : first_(array), count_(Count) {}
    /// A std::array, which outlives this.
    template <class Array>
        requires requires(const Array& array) { array.max_size(); }
    constexpr array_view(const Array& array) : first_(array.data()), count_(array.size()) {}

    constexpr const Item* begin() const { return first_; }
    constexpr const Item* end() const { return first_ + count_; }
    constexpr const Item* data() const { return first_; }
    constexpr std::size_t size() const { return count_; }
    constexpr bool empty() const { return count_ == 0; }
    constexpr const Item& operator[](std::size_t index) const { return first_[index]; }

private:
    const Item* first_ = nullptr;
    std::size_t count_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
