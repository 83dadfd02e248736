// expect: refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.erase<PostTag>(); }
#else
inline void run(refract::sqlite::database& db) { db.erase<PostTag>(1, 2); }
#endif
