// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.all<Tag>(); }
inline auto way_2(sqlite::database& db) { return db.count<Post>(col<&Post::id> == 1); }
inline bool way_3(sqlite::database& db) { return db.exists<User>(col<&User::id> > 1); }
#else
inline void run(refract::sqlite::database& db) { db.all(from<Tag>()); }
inline auto way_2(sqlite::database& db) { return db.count(from<Post>().where(col<&Post::id> == 1)); }
inline bool way_3(sqlite::database& db) { return db.exists(from<User>().where(col<&User::id> > 1)); }
#endif
