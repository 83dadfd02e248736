// expect: refract: it is not known how this database is asked what it holds, or how it is changed. Include <refract/migrate.hpp>, or specialise catalog_of and changes_of for its dialect. [E306]
#include <refract/sqlite.hpp>
#ifndef REFRACT_REJECT
#include <refract/dialect/sqlite_catalog.hpp>
#endif
#include <refract/migrate/read_catalog.hpp>

void look(refract::sqlite::database& db) { refract::migrate::read_database(db); }
