// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Owns an object made with `new`. std::unique_ptr does no more, and <memory> costs half a second per translation unit.
template <class Type> class owner {
public:
    owner() = default;
    explicit owner(Type* owned) noexcept : owned_(owned) {}
    owner(owner&& other) noexcept : owned_(other.release()) {}
    owner& operator=(owner&& other) noexcept {
        reset(other.release());
        return *this;
    }
    ~owner() { reset(); }

    Type* get() const noexcept { return owned_; }
    Type* operator->() const noexcept { return owned_; }
    Type& operator*() const noexcept { return *owned_; }
    explicit operator bool() const noexcept { return owned_ != nullptr; }
    Type* release() noexcept { return std::exchange(owned_, nullptr); }
    void reset(Type* owned = nullptr) noexcept { delete std::exchange(owned_, owned); }

private:
    Type* owned_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract
