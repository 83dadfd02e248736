// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract with SQLite: the line that a program writes.

#include <refract/driver/sqlite.hpp>
#include <refract/refract.hpp>

namespace refract {
inline namespace v0 {
namespace sqlite {

/// A SQLite database: a file, or ":memory:".
using database = detail::database<detail::sqlite_driver>;
using transaction = detail::transaction<detail::sqlite_driver>;

} // namespace sqlite
} // namespace v0
} // namespace refract
