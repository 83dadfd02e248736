// expect: refract: what define is given cannot be called with the arguments that the function declares, or returns another type. Give a lambda with its parameters; for a sql_aggregate a first state, a lambda that takes (state&, arguments...), and one that makes the result of a (const state&). [E154]
#include <refract/sqlite.hpp>

inline constexpr refract::sql_function<"soundex", std::string(std::string_view)> soundex;

void prepare(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.define(soundex, [](int number) { return std::to_string(number); });
#else
    db.define(soundex, [](std::string_view text) { return std::string(text); });
#endif
}
