// expect: refract: a relation is asked of a query that has no table on its other side. some, every, none and count_of<&Post::author_id> stand in a query of User, related and parent_of<&Post::author_id> in one of Post; where that is an alias it is named: some<&Post::author_id, the_alias>(). [E204]
#include "models.hpp"

using label = alias<Tag, "label">;

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().cross_join<label>().where(none<&Post::author_id, label>()).select(col<&User::id>);
#else
constexpr auto query = from<User>().cross_join<label>().where(none<&PostTag::tag_id, label>()).select(col<&User::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
