// expect: refract: a column is assigned twice in one statement. Assign it once. [E027]
#include "models.hpp"
#include <refract/postgres.hpp>

constexpr auto merged = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>).when_matched();
#ifdef REFRACT_REJECT
constexpr auto query = merged.do_update(col<&Tag::label> = "y").set_if(true, col<&Tag::label> = "x");
#else
constexpr auto query = merged.do_update(col<&Tag::id> = col<&Post::id>).set_if(true, col<&Tag::label> = "x");
#endif
constexpr auto text = sql<dialect::postgres>(query);
