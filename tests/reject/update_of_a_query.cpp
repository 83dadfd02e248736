// expect: refract: a query is given where an object or a key is meant. Run it with exec(query) if it writes, with all(query), first(query) or one(query) if it reads. [E068]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.update(refract::update<Tag>().set(col<&Tag::label> = "a label").all_rows());
#else
    db.exec(refract::update<Tag>().set(col<&Tag::label> = "a label").all_rows());
#endif
}
