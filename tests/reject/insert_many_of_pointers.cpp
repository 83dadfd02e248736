// expect: refract: a pointer is given where an object is meant. Give the object: *pointer. [E082]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) {
    std::vector<Tag*> tags;
    db.insert_many(tags);
}
#else
inline void run(refract::sqlite::database& db) {
    std::vector<Tag> tags;
    db.insert_many(tags);
}
#endif
