// expect: refract: a relation is named by a member that is no foreign key of its model, or that several keys share. Declare it in the model, foreign_key<&Post::author_id>.references<&User::id>(), and name a column that one key alone has. [E203]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(some<&Post::title>());
#else
constexpr auto query = from<User>().where(some<&Post::author_id>());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
