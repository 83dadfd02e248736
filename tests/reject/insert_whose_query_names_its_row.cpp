// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<Tag>().set(
    col<&Tag::label> =
        coalesce(scalar(from<Post>().where(col<&Post::id> == col<&Tag::id>).select(max(col<&Post::title>))), ""));
#else
constexpr auto query = insert_into<Tag>().set(
    col<&Tag::label> = coalesce(scalar(from<Tag>().where(col<&Tag::id> == 1).select(max(col<&Tag::label>))), ""));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
