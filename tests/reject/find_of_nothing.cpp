// expect: refract: a key alone does not say whose row is meant. Name the model: find<Model>(key), get<Model>(key), erase<Model>(key). [E085]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.find(); }
#else
inline void run(refract::sqlite::database& db) { db.find<PostTag>(1, 2); }
#endif
