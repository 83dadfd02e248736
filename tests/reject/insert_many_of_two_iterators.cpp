// expect: refract: insert_many takes a range of objects. Write insert(object) for one. [E084]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) {
    std::vector<Tag> tags;
    db.insert_many(tags.begin(), tags.end());
}
#else
inline void run(refract::sqlite::database& db) {
    std::vector<Tag> tags;
    db.insert_many(tags);
}
#endif
