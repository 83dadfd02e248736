// expect: refract: on_conflict names columns that are neither the primary key nor unique together. Name those of the key or of refract::unique<...>; without columns there is only do_nothing(). [E118]
#include "models.hpp"

constexpr auto insert = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x");
#ifdef REFRACT_REJECT
constexpr auto query = insert.on_conflict<&Tag::label>().do_nothing();
#else
constexpr auto query = insert.on_conflict<&Tag::id>().do_nothing();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
