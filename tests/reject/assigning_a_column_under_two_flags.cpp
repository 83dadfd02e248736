// expect: refract: a column is assigned twice in one statement. Assign it once. [E027]
#include "models.hpp"

bool many = true;

#ifdef REFRACT_REJECT
auto query = update<Post>().set_if(many, col<&Post::views> = 9).set_if(!many, col<&Post::views> = 1).all_rows();
#else
auto query = update<Post>().set(col<&Post::views> = many ? 9 : 1).all_rows();
#endif

auto text = sql<dialect::sqlite>(query);
