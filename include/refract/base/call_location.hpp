// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>

#include <source_location>

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_location(error& failure, std::source_location where) {
    failure.add_location(where);
    throw;
}

namespace by_name {
/// Does the work of a call of the program; an error that comes out of it says where the call stands.
///
/// The places that fail (a driver, a codec) are far below and do not know it. It travels with the call,
/// not with the thread, so that a call which is suspended and resumed elsewhere keeps its own.
template <class Work> REFRACT_INLINE decltype(auto) at_call(std::source_location where, Work&& work) {
    try {
        return work();
    } catch (error& failure) { rethrow_with_location(failure, where); }
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
