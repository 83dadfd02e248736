// expect: refract: a function of SQL is given what it does not take. Give lower, sum and the like a column or an expression, which stands first where values follow: sum(refract::col<&T::field>), replace(refract::col<&T::field>, "a", "b"); exists and scalar a query; over a partition_by(...), an order_by(...), or both in this order. [E066]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(exists(col<&Post::author_id> == col<&User::id>));
#else
constexpr auto query = from<User>().where(exists(from<Post>().where(col<&Post::author_id> == col<&User::id>)));
#endif
