// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

constexpr auto query = delete_from<Tag>().where(col<&Tag::id> > 3).returning(old_value<&Tag::label>);
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif
