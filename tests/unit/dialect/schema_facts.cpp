#include <refract/dialect/postgres.hpp>
#include <refract/dialect/schema_facts.hpp>
#include <refract/dialect/sqlite.hpp>

using refract::dialect::postgres;
using refract::dialect::sqlite;

// Limits of PostgreSQL: NAMEDATALEN - 1 bytes; SQLite has none. https://www.postgresql.org/docs/current/limits.html
static_assert(postgres::info.schemas.longest_name == 63 && sqlite::info.schemas.longest_name == 0);
// What a dialect leaves out is the strictest that every database has.
static_assert(refract::detail::schema_facts{}.create_schema.empty() &&
              refract::detail::schema_facts{}.references_cross);
