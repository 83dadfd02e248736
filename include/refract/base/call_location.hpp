// SPDX-License-Identifier: MIT
#pragma once

#include <source_location>

namespace refract {
inline namespace v0 {
namespace detail {

/// The program's call that this thread is serving; every error made meanwhile carries it.
///
/// A thread's own variable, because the places that fail (a driver, a codec) are far below the call
/// and should not pass a location through every function for the sake of the rare failure.
inline constinit thread_local std::source_location current_call{};

/// Serves a call until the end of its scope; one that does not know where it is belongs to the call around it.
class call_scope {
public:
    explicit call_scope(const std::source_location& where) noexcept : before_(current_call) {
        if (where.line() != 0) current_call = where;
    }
    call_scope(const call_scope&) = delete;
    call_scope& operator=(const call_scope&) = delete;
    ~call_scope() { current_call = before_; }

private:
    std::source_location before_;
};

} // namespace detail
} // namespace v0
} // namespace refract
