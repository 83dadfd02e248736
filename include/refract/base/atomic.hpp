// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// A flag that one thread at a time can take. <atomic> would cost every translation unit a tenth of
/// a second for these two operations, which GCC and Clang have as builtins.
class exclusive_flag {
public:
    /// Takes the flag; false if it is taken.
    bool take() noexcept { return !__atomic_exchange_n(&taken_, true, __ATOMIC_ACQUIRE); }
    /// The same for what is done for every row, without the locked instruction, which is a twentieth
    /// of a row. Threads that come within nanoseconds of each other may both pass; their next rows
    /// will hardly.
    bool take_quickly() noexcept {
        if (__atomic_load_n(&taken_, __ATOMIC_ACQUIRE)) return false;
        __atomic_store_n(&taken_, true, __ATOMIC_RELAXED);
        return true;
    }
    void release() noexcept { __atomic_store_n(&taken_, false, __ATOMIC_RELEASE); }

private:
    bool taken_ = false;
};

/// Says to whoever comes next that there is something to see to.
class signal_flag {
public:
    void raise() noexcept { __atomic_store_n(&raised_, true, __ATOMIC_RELEASE); }
    void lower() noexcept { __atomic_store_n(&raised_, false, __ATOMIC_RELEASE); }
    bool is_raised() const noexcept { return __atomic_load_n(&raised_, __ATOMIC_RELAXED); }

private:
    bool raised_ = false;
};

/// A heap of objects that any thread may add to, and one at a time takes away. Each object has a member
/// `next_left` of its own for it, so that adding takes no memory and cannot fail.
template <class Item> class left_items {
public:
    void add(Item* item) noexcept {
        item->next_left = __atomic_load_n(&first_, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&first_, &item->next_left, item, true, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
    }
    /// Takes all of them away: the first one, from which `next_left` leads to the others; null without any.
    Item* take_all() noexcept { return __atomic_exchange_n(&first_, static_cast<Item*>(nullptr), __ATOMIC_ACQUIRE); }

private:
    Item* first_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract
