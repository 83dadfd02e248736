// expect: refract: an insert has a condition, and no row that is there to hold it against. Write where(...) behind on_conflict<...>().do_update(...). [E117]
#include "models.hpp"

constexpr auto insert = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x");
#ifdef REFRACT_REJECT
constexpr auto query = insert.where(col<&Tag::label> != "x");
#else
constexpr auto query = insert.on_conflict<&Tag::id>().do_update(col<&Tag::label> = "y").where(col<&Tag::label> != "x");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
