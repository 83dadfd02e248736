# The drivers: the package and target of their client library, and what to say where it is not found.
# Used by our own build and by find_package(refract).

set(refract_drivers sqlite postgres)

set(refract_sqlite_package SQLite3)
set(refract_sqlite_target SQLite::SQLite3)
string(CONCAT refract_sqlite_hint "SQLite's library and header were not found. "
    "Debian, Ubuntu: libsqlite3-dev; Fedora: sqlite-devel; Arch, Homebrew: sqlite; vcpkg: sqlite3.")

set(refract_postgres_package PostgreSQL)
set(refract_postgres_target PostgreSQL::PostgreSQL)
string(CONCAT refract_postgres_hint "libpq, PostgreSQL's client library, and its header were not found. "
    "Debian, Ubuntu: libpq-dev; Fedora: libpq-devel; Arch: postgresql-libs; Homebrew, vcpkg: libpq.")
