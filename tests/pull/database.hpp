#pragma once

// The database that a program of this folder is built for: PULL_POSTGRES or SQLite.
#ifdef PULL_POSTGRES
#include <refract/postgres.hpp>

#include <refract/dialect/postgres_catalog.hpp>
namespace pulled {
using database = refract::postgres::database;
}
#else
#include <refract/sqlite.hpp>

#include <refract/dialect/sqlite_catalog.hpp>
namespace pulled {
using database = refract::sqlite::database;
}
#endif
