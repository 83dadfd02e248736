// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// The floor under refract: C++20, GCC 12 or Clang 16; and what it asks of compilers in their own words.

#if __cplusplus < 202002L
#error "refract: this is a C++20 library. Compile with -std=c++20 or later."
#endif

#if defined(__clang__)
#if __clang_major__ < 16
#error "refract: this Clang is too old. Use Clang 16 or later."
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 12
#error "refract: this GCC is too old. Use GCC 12 or later."
#endif
#endif

#ifndef __cpp_exceptions
#error "refract: errors are exceptions. Compile without -fno-exceptions."
#endif

/// What stands between a row's cells and its fields is inlined whole: a call per cell would cost more than reading it.
/// Not without optimisation, where each copy would be compiled for itself.
#ifdef __OPTIMIZE__
#define REFRACT_INLINE [[gnu::always_inline]] inline
#else
#define REFRACT_INLINE inline
#endif

/// A function of which nearly each call is of another instance, as are those that build queries: without optimisation,
/// too, a copy in its caller is less to compile than a function of its own.
#define REFRACT_ONCE [[gnu::always_inline]]

namespace refract {
inline namespace v0 {
namespace detail {
/// Functions whose parameters take anything. A call of the user's own function of that name, with an object of ours,
/// must not find them: argument-dependent lookup does not follow a using-directive.
namespace by_name {}
using namespace by_name;

/// The character of UTF-8, which -fno-char8_t takes out of the language: it is `char` then.
#ifdef __cpp_char8_t
using utf8_character = char8_t;
#else
using utf8_character = char;
#endif
} // namespace detail
} // namespace v0
} // namespace refract
