// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Constant items that stand one behind the other. std::span does more, and its first use is a twentieth of what
/// compiling the library costs each program.
template <class Item> class array_view {
public:
    REFRACT_ONCE constexpr array_view() = default;
    REFRACT_ONCE constexpr array_view(const Item* first, std::size_t count) : first_(first), count_(count) {}
    template <std::size_t Count> REFRACT_ONCE constexpr array_view(const Item (&array)[Count])
        : first_(array), count_(Count) {}
    /// A std::array, which outlives this.
    template <class Array>
        requires requires(const Array& array) { array.max_size(); }
    REFRACT_ONCE constexpr array_view(const Array& array) : first_(array.data()), count_(array.size()) {}

    REFRACT_ONCE constexpr const Item* begin() const { return first_; }
    REFRACT_ONCE constexpr const Item* end() const { return first_ + count_; }
    REFRACT_ONCE constexpr const Item* data() const { return first_; }
    REFRACT_ONCE constexpr std::size_t size() const { return count_; }
    REFRACT_ONCE constexpr bool empty() const { return count_ == 0; }
    REFRACT_ONCE constexpr const Item& operator[](std::size_t index) const { return first_[index]; }

private:
    const Item* first_ = nullptr;
    std::size_t count_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
