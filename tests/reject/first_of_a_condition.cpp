// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
// times: 5
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1(sqlite::database& db) { return db.first<Post>(col<&Post::id> == 1); }
inline auto way_2(sqlite::database& db) { return db.one<User>(col<&User::id> == 1, col<&User::name> == "Ann"); }
inline void way_3(sqlite::database& db) { db.all<Tag>("SELECT * FROM tag"); }
inline void way_4(sqlite::database& db) { db.each<PostTag>(col<&PostTag::tag_id> == 1); }
inline void way_5(sqlite::database& db) { db.exec<Post>(col<&Post::id> == 1); }
#else
inline auto way_1(sqlite::database& db) { return db.first(from<Post>().where(col<&Post::id> == 1)); }
inline auto way_2(sqlite::database& db) {
    return db.one(from<User>().where(col<&User::id> == 1 && col<&User::name> == "Ann"));
}
inline void way_3(sqlite::database& db) { db.all(from<Tag>()); }
inline void way_4(sqlite::database& db) { db.each(from<PostTag>().where(col<&PostTag::tag_id> == 1)); }
inline void way_5(sqlite::database& db) { db.exec(delete_from<Post>().where(col<&Post::id> == 1)); }
#endif
