// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> void delete_object(Type* owned) noexcept { delete owned; }

/// Owns an object that `Release` ends: made with `new`, or by a C library. std::unique_ptr does no more, and <memory>
/// costs a quarter of a second per translation unit.
template <class Type, auto Release = &delete_object<Type>> class owner {
public:
    REFRACT_ONCE owner() = default;
    REFRACT_ONCE explicit owner(Type* owned) noexcept : owned_(owned) {}
    REFRACT_ONCE owner(owner&& other) noexcept : owned_(other.release()) {}
    owner& operator=(owner&& other) noexcept {
        reset(other.release());
        return *this;
    }
    REFRACT_ONCE ~owner() { reset(); }

    REFRACT_ONCE Type* get() const noexcept { return owned_; }
    REFRACT_ONCE Type* operator->() const noexcept { return owned_; }
    REFRACT_ONCE Type& operator*() const noexcept { return *owned_; }
    REFRACT_ONCE explicit operator bool() const noexcept { return owned_ != nullptr; }
    REFRACT_ONCE Type* release() noexcept { return std::exchange(owned_, nullptr); }
    void reset(Type* owned = nullptr) noexcept {
        if (Type* const before = std::exchange(owned_, owned)) Release(before);
    }

private:
    Type* owned_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract
