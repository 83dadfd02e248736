// expect: refract: a named enum has the name of a table or of another enum of the schema, whose types would be one. Give it another name with .native("..."), or another place with .in_schema("..."). [E293]
#include <refract/postgres.hpp>

enum class Colour { red, green };
enum class Shape { round, square };
struct Thing {
    std::int64_t id{};
    Colour colour{};
    Colour shade{};
    Shape shape{};
};

template <> inline constexpr auto refract::enumeration<Colour> = refract::enumerators<Colour>().native("look");
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::enumeration<Shape> = refract::enumerators<Shape>().native("look");
#else
template <> inline constexpr auto refract::enumeration<Shape> = refract::enumerators<Shape>().native("shape");
#endif

void run(refract::postgres::database& database) { database.create_tables<refract::schema<Thing>>(); }
