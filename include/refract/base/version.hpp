// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#define REFRACT_VERSION_MAJOR 0
#define REFRACT_VERSION_MINOR 1
#define REFRACT_VERSION_PATCH 0

namespace refract {
inline namespace v0 {

/// The version of the library that a program was compiled with.
struct library_version {
    int major, minor, patch;
};

inline constexpr library_version version{REFRACT_VERSION_MAJOR, REFRACT_VERSION_MINOR, REFRACT_VERSION_PATCH};

} // namespace v0
} // namespace refract
