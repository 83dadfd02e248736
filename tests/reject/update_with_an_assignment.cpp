// expect: refract: a call that takes one object is given none, or more than that. Give it one: insert(object), update(object), upsert(object), erase(object). Several go to insert_many(range); single columns to exec(refract::update<T>().set(...)). [E113]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    Tag tag;
    db.update(tag, col<&Tag::label> = "a label");
#else
    Tag tag;
    db.exec(refract::update<Tag>().set(col<&Tag::label> = "a label").where(col<&Tag::id> == tag.id));
#endif
}
