// expect: refract: a column of another table is assigned. Set columns of the table that is written. [E025]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Tag::label> = "x").all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::title> = "x").all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
