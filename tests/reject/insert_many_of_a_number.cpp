// expect: refract: insert_many takes a range of objects. Write insert(object) for one. [E084]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) {
    const int count = 3;
    db.insert_many(count);
}
#else
inline void run(refract::sqlite::database& db) { db.insert_many(std::vector<Tag>(3)); }
#endif
