// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto query() { return ordering<User>(col<&Post::title>); }
#else
auto query() { return ordering<User>(col<&User::name>); }
#endif
