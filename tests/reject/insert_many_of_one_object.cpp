// expect: refract: insert_many takes a range of objects. Write insert(object) for one. [E084]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db, const Tag& tag) { db.insert_many(tag); }
#else
inline void run(refract::sqlite::database& db, const Tag& tag) { db.insert(tag); }
#endif
