// expect: refract: a call that takes one object is given none, or more than that. Give it one: insert(object), update(object), upsert(object), erase(object). Several go to insert_many(range); single columns to exec(refract::update<T>().set(...)). [E113]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.insert();
#else
    db.insert(Tag());
#endif
}
