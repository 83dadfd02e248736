// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract with PostgreSQL: the line that a program writes.
///
/// Without libpq's header, or with REFRACT_NO_POSTGRES, this is refract.hpp, and a use of
/// `refract::postgres::database` says what is missing.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/refract.hpp>

#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))

#include <refract/driver/postgres.hpp>

namespace refract {
inline namespace v0 {
namespace postgres {

/// A PostgreSQL database, by libpq's connection string or URL.
using database = detail::database<detail::postgres_driver>;
using transaction = detail::transaction<detail::postgres_driver>;

} // namespace postgres

namespace detail {

template <> struct database_of<dialect::postgres> {
    using type = postgres::database;
};

} // namespace detail
} // namespace v0
} // namespace refract

#else

#ifdef REFRACT_NO_POSTGRES
#define REFRACT_POSTGRES_IS_MISSING                                                                                    \
    __attribute__((unavailable("refract: PostgreSQL is switched off. Compile without REFRACT_NO_POSTGRES to have it.")))
#else
#define REFRACT_POSTGRES_IS_MISSING                                                                                    \
    __attribute__((unavailable("refract: libpq-fe.h was not found. Install libpq's header (Debian, Ubuntu: "           \
                               "libpq-dev; Fedora: libpq-devel), or name its folder with -I.")))
#endif

namespace refract {
inline namespace v0 {
namespace postgres {

struct REFRACT_POSTGRES_IS_MISSING options {};
struct REFRACT_POSTGRES_IS_MISSING transaction {};
struct REFRACT_POSTGRES_IS_MISSING database {
    template <class... Any> explicit database(Any&&...) {}
};

} // namespace postgres
} // namespace v0
} // namespace refract

#undef REFRACT_POSTGRES_IS_MISSING

#endif
