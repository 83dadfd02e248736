// expect: refract: a named enum has the name of a table or of another enum of the schema, whose types would be one. Give it another name with .native("..."), or another place with .in_schema("..."). [E293]
#include <refract/postgres.hpp>

enum class Colour { red, green };
struct Paint {
    std::int64_t id{};
    Colour shade{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::enumeration<Colour> = refract::enumerators<Colour>().native("paint");
#else
template <> inline constexpr auto refract::enumeration<Colour> = refract::enumerators<Colour>().native("colour");
#endif

void run(refract::postgres::database& database) { database.create_tables<refract::schema<Paint>>(); }
