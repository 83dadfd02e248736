// expect: refract: on_conflict names columns that are neither the primary key nor unique together. Name those of the key, of refract::unique<...>, or of the one partial index that has them unique; without columns there is only do_nothing(). [E118]
#include "models.hpp"

constexpr auto insert = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x");
#ifdef REFRACT_REJECT
constexpr auto query = insert.on_conflict().do_update(col<&Tag::label> = "y");
#else
constexpr auto query = insert.on_conflict<&Tag::id>().do_update(col<&Tag::label> = "y");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
