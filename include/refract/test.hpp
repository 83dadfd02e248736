// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// What tests of programs need: databases of their own, rows, and failures. Opt-in; the rest of refract never includes
/// this.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>
#include <refract/test/database.hpp>
#include <refract/test/factory.hpp>
#include <refract/test/fault.hpp>
#include <refract/test/fill.hpp>

#if !defined(REFRACT_NO_SQLITE) && __has_include(<sqlite3.h>)
#include <refract/driver/sqlite_test_store.hpp>

namespace refract {
inline namespace v0 {
namespace test {

template <class Schema, class Database = sqlite::database> class database;

} // namespace test
} // namespace v0
} // namespace refract

#endif
#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))
#include <refract/driver/postgres_test_store.hpp>
#endif
