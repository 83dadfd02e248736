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

/// A flag that is set once, by whoever comes first.
class once_flag {
public:
    void set() noexcept { __atomic_store_n(&set_, true, __ATOMIC_RELAXED); }
    bool is_set() const noexcept { return __atomic_load_n(&set_, __ATOMIC_RELAXED); }

private:
    bool set_ = false;
};

/// Numbers that no two callers share; the first is 1.
class number_source {
public:
    std::uint32_t next() noexcept { return __atomic_add_fetch(&last_, 1U, __ATOMIC_RELAXED); }

private:
    std::uint32_t last_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract
