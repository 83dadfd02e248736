// expect: refract: a query in from(...) or using_table(...) of a write names the table that is written, which it does not see. Compare the two in where(...). [E133]
#include "models.hpp"

constexpr auto of_author = from<User>().where(col<&User::id> == col<&Post::author_id>);
#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Post>().using_table(of_author).all_rows();
#else
constexpr auto query = delete_from<Post>().using_table(from<User>()).where(col<&User::id> == col<&Post::author_id>);
constexpr auto same = sql<dialect::postgres>(delete_from<Post>().where(exists(of_author)));
#endif

constexpr auto text = sql<dialect::postgres>(query);
