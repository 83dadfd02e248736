// expect: refract: insert, insert_many, upsert or save names one struct between < and > and is given something else. Give an object of that struct: insert<T>(T{...}), or leave out what stands between < and >. [E162]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.insert<Tag>(3); }
#else
inline void run(refract::sqlite::database& db) { db.insert<Tag>(Tag{3, "x"}); }
#endif
