// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The memory of a plain_array: one class for items of all types.
class growing_block {
public:
    growing_block() = default;
    growing_block(growing_block&& other) noexcept { swap(other); }
    growing_block& operator=(growing_block&& other) noexcept {
        swap(other);
        return *this;
    }
    ~growing_block() { ::operator delete(data_); }

    void swap(growing_block& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(bytes_, other.bytes_);
        std::swap(room_, other.room_);
    }
    void* data() const noexcept { return data_; }
    std::size_t bytes() const noexcept { return bytes_; }
    void cut(std::size_t bytes) noexcept { bytes_ = bytes; }

    /// Makes room for `wanted` bytes. Errors: std::bad_alloc; then everything is as it was.
    void reserve(std::size_t wanted) {
        if (wanted <= room_) return;
        const std::size_t room = wanted < 2 * room_ ? 2 * room_ : wanted;
        void* const made = ::operator new(room);
        if (bytes_ > 0) std::memcpy(made, data_, bytes_);
        ::operator delete(std::exchange(data_, made));
        room_ = room;
    }
    /// `added` more bytes at the end, whose values are whatever was there.
    void* extend(std::size_t added) {
        reserve(bytes_ + added);
        void* const at = static_cast<char*>(data_) + bytes_;
        bytes_ += added;
        return at;
    }

private:
    void* data_ = nullptr;
    std::size_t bytes_ = 0, room_ = 0;
};

/// Items that can be copied as bytes, in a growing array. std::vector does more, and each new type of it costs a
/// program as much to compile as a query does. What only looks is no function of its own, not even unoptimised.
template <class Item> class plain_array {
public:
    REFRACT_ONCE plain_array() noexcept = default;
    REFRACT_ONCE plain_array(plain_array&&) noexcept = default;
    REFRACT_ONCE plain_array& operator=(plain_array&&) noexcept = default;
    REFRACT_ONCE ~plain_array() = default;
    REFRACT_ONCE const Item* begin() const noexcept { return static_cast<const Item*>(block_.data()); }
    REFRACT_ONCE const Item* end() const noexcept { return begin() + size(); }
    REFRACT_ONCE Item* begin() noexcept { return static_cast<Item*>(block_.data()); }
    REFRACT_ONCE Item* end() noexcept { return begin() + size(); }
    REFRACT_ONCE const Item* data() const noexcept { return begin(); }
    REFRACT_ONCE Item* data() noexcept { return begin(); }
    REFRACT_ONCE std::size_t size() const noexcept { return block_.bytes() / sizeof(Item); }
    REFRACT_ONCE bool empty() const noexcept { return block_.bytes() == 0; }
    REFRACT_ONCE Item& operator[](std::size_t index) noexcept { return begin()[index]; }
    REFRACT_ONCE const Item& operator[](std::size_t index) const noexcept { return begin()[index]; }
    REFRACT_ONCE const Item& back() const noexcept { return begin()[size() - 1]; }

    /// Room for so many items, after which adding them cannot fail.
    void reserve(std::size_t count) { block_.reserve(count * sizeof(Item)); }
    void push_back(Item item) { ::new (block_.extend(sizeof(Item))) Item(item); }
    /// So many items, each as a default-made one.
    void assign(std::size_t count) {
        clear();
        reserve(count);
        while (size() < count) push_back(Item{});
    }
    void append(const Item* from, std::size_t count) {
        if (count > 0) std::memcpy(block_.extend(count * sizeof(Item)), from, count * sizeof(Item));
    }
    /// Takes out all that are equal to one.
    void remove(Item item) noexcept {
        std::size_t kept = 0;
        for (const Item& each : *this)
            if (each != item) (*this)[kept++] = each;
        block_.cut(kept * sizeof(Item));
    }
    void pop_back() noexcept { block_.cut(block_.bytes() - sizeof(Item)); }
    REFRACT_ONCE void clear() noexcept { block_.cut(0); }
    void swap(plain_array& other) noexcept { block_.swap(other.block_); }

private:
    static_assert(std::is_trivially_copyable_v<Item>);
    growing_block block_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
