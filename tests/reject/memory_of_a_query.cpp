// expect: refract: only a database evaluates this expression: it holds a query, an aggregate, a window, SQL of the program's own, or a function that memory does not have. Leave that out, or ask a database. [E183]
#include "models.hpp"

#include <refract/memory.hpp>

#include <algorithm>

#ifdef REFRACT_REJECT
constexpr auto wanted = exists(from<Post>().where(col<&Post::author_id> == col<&User::id>));
#else
constexpr auto wanted = col<&User::id> > 0;
#endif
auto count_wanted(const std::vector<User>& users) { return std::ranges::count_if(users, matching(wanted)); }
