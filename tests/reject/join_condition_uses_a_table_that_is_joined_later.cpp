// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>()
                           .join<PostTag>(col<&PostTag::tag_id> == col<&Tag::id>)
                           .join<Tag>(col<&PostTag::post_id> == col<&Post::id>);
#else
constexpr auto query = from<Post>()
                           .join<PostTag>(col<&PostTag::post_id> == col<&Post::id>)
                           .join<Tag>(col<&PostTag::tag_id> == col<&Tag::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
