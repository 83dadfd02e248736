// expect: refract: a pointer is given where an object is meant. Give the object: *pointer. [E082]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db, const Tag* tag) { db.insert(tag); }
#else
inline void run(refract::sqlite::database& db, const Tag* tag) { db.insert(*tag); }
#endif
