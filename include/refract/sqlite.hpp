// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract with SQLite: the line that a program writes.
///
/// Without SQLite's header, or with REFRACT_NO_SQLITE, this is refract.hpp, and a use of
/// `refract::sqlite::database` says what is missing.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/refract.hpp>

#if !defined(REFRACT_NO_SQLITE) && __has_include(<sqlite3.h>)

#include <refract/driver/sqlite.hpp>

namespace refract {
inline namespace v0 {
namespace sqlite {

/// A SQLite database: a file, or ":memory:".
using database = detail::database<detail::sqlite_driver>;
using transaction = detail::transaction<detail::sqlite_driver>;

} // namespace sqlite

namespace detail {

template <> struct database_of<dialect::sqlite> {
    using type = sqlite::database;
};

} // namespace detail
} // namespace v0
} // namespace refract

#else

#ifdef REFRACT_NO_SQLITE
#define REFRACT_SQLITE_IS_MISSING                                                                                      \
    __attribute__((unavailable("refract: SQLite is switched off. Compile without REFRACT_NO_SQLITE to have it.")))
#else
#define REFRACT_SQLITE_IS_MISSING                                                                                      \
    __attribute__((unavailable("refract: sqlite3.h was not found. Install SQLite's header (Debian, Ubuntu: "           \
                               "libsqlite3-dev; Fedora: sqlite-devel), or name its folder with -I.")))
#endif

namespace refract {
inline namespace v0 {
namespace sqlite {

struct REFRACT_SQLITE_IS_MISSING options {};
struct REFRACT_SQLITE_IS_MISSING transaction {};
struct REFRACT_SQLITE_IS_MISSING database {
    template <class... Any> explicit database(Any&&...) {}
};

} // namespace sqlite
} // namespace v0
} // namespace refract

#undef REFRACT_SQLITE_IS_MISSING

#endif
