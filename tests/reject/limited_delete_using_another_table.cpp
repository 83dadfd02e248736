// expect: refract: an update or delete with a limit has a further table, or its table has no primary key. Choose its rows in where(...): col<&T::a>.in(query), where the query has the limit. [E134]
#include "models.hpp"

constexpr auto change = delete_from<Post>().where(col<&Post::views> < 3);
#ifdef REFRACT_REJECT
constexpr auto query = change.using_table<User>().limit(10);
#else
constexpr auto query = change.order_by(col<&Post::views>).limit(10);
#endif

constexpr auto text = sql<dialect::postgres>(query);
