// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1(sqlite::database& db) { return db.first<Post>(col<&Post::id> == 1); }
#else
inline auto way_1(sqlite::database& db) { return db.first(from<Post>().where(col<&Post::id> == 1)); }
#endif
