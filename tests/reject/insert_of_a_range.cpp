// expect: refract: a range is given to a verb of one object. Write insert_many(range), or a loop around the verb. [E083]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db, const std::vector<Tag>& tags) { db.insert(tags); }
#else
inline void run(refract::sqlite::database& db, const std::vector<Tag>& tags) { db.insert_many(tags); }
#endif
