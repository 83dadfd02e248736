// expect: refract: a query in from(...) or using_table(...) of a write names the table that is written, which it does not see. Compare the two in where(...). [E133]
#include "models.hpp"

constexpr auto change = update<Post>().set(col<&Post::views> = col<&User::id>);
#ifdef REFRACT_REJECT
constexpr auto query = change.from(from<User>().where(col<&User::id> == col<&Post::author_id>)).all_rows();
#else
constexpr auto query = change.from(from<User>()).where(col<&User::id> == col<&Post::author_id>);
#endif

constexpr auto text = sql<dialect::postgres>(query);
