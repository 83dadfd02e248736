// expect: refract: update<T>(), delete_from<T>(), insert_into<T>() and merge_into<T>() take nothing between ( and ). Say the rest in clauses, .set(refract::col<&T::field> = value), .where(condition); whole objects are written by db.insert(object), db.update(object), db.erase(object). [E209]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = sql<dialect::sqlite>(update<Post>(col<&Post::id> == 1).set(col<&Post::views> = 2));
constexpr auto way_2 = sql<dialect::sqlite>(update<Post>(col<&Post::id> == 2));
constexpr auto way_3 = sql<dialect::sqlite>(delete_from<Post>(col<&Post::id> == 3));
constexpr auto way_4 = sql<dialect::sqlite>(with(from<Tag>()).delete_from<Post>(col<&Post::views> == 4));
inline auto way_5(sqlite::database& db, const Tag& tag) { db.exec(insert_into<Tag>(tag)); }
#else
constexpr auto way_1 = sql<dialect::sqlite>(update<Post>().set(col<&Post::views> = 2).where(col<&Post::id> == 1));
constexpr auto way_3 = sql<dialect::sqlite>(delete_from<Post>().where(col<&Post::id> == 3));
inline auto way_5(sqlite::database& db, const Tag& tag) { db.insert(tag); }
#endif
