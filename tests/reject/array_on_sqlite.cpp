// expect: refract: the database has no type for a column of this model, such as an array (a field that is a std::vector) outside PostgreSQL. Use a type that it has, or give the rows a table of their own. [E063]
#include "models.hpp"

#include <refract/codec/array.hpp>

struct Note {
    std::int64_t id{};
    std::vector<std::string> tags;
};

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(from<Note>().where(col<&Note::id> == 1));
#else
constexpr auto text = sql<dialect::postgres>(from<Note>().where(col<&Note::id> == 1));
#endif
