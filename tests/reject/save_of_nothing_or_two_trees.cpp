// expect: refract: a call that takes one object is given none, or more than that. Give it one: insert(object), update(object), upsert(object), erase(object). Several go to insert_many(range); single columns to exec(refract::update<T>().set(...)). [E113]
// times: 4
#include "models.hpp"

#include <refract/graph/edit.hpp>

#ifdef REFRACT_REJECT
inline void way_1(refract::sqlite::database& db) { db.save(); }
inline void way_2(refract::sqlite::database& db, const Tag& tag) { db.save(tag, tag); }
inline void way_3(refract::sqlite::database& db, const Tag& tag) { db.save(tag, true); }
inline void way_4(refract::sqlite::database& db, const Tag& tag) { db.erase(tag, 7); }
inline void way_5(refract::sqlite::database& db, const Tag& tag) { db.erase(tag, tag); }
#else
inline void way_1(refract::sqlite::database& db, const Tag& tag) { db.save(tag); }
inline void way_2(refract::sqlite::database& db, const Tag& tag) { db.save(tag, tree_is_whole); }
inline void way_3(refract::sqlite::database& db, const Tag& tag) { db.erase(tag); }
#endif
