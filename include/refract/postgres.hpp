// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract with PostgreSQL: the line that a program writes.

#include <refract/driver/postgres.hpp>
#include <refract/refract.hpp>

namespace refract {
inline namespace v0 {
namespace postgres {

/// A PostgreSQL database, by libpq's connection string or URL.
using database = detail::database<detail::postgres_driver>;
using transaction = detail::transaction<detail::postgres_driver>;

} // namespace postgres
} // namespace v0
} // namespace refract
