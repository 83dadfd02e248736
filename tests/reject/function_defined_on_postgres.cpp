// expect: refract: this database runs apart from the program and cannot call its functions, as SQLite can. Make the function there with CREATE FUNCTION; queries call it all the same. [E155]
#include <refract/postgres.hpp>

inline constexpr refract::sql_function<"soundex", std::string(std::string_view)> soundex;

void prepare(refract::postgres::database& db) {
#ifdef REFRACT_REJECT
    db.define(soundex, [](std::string_view text) { return std::string(text); });
#else
    db.execute("CREATE FUNCTION soundex(text) RETURNS text LANGUAGE sql AS 'SELECT $1'");
#endif
}
