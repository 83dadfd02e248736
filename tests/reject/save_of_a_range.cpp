// expect: refract: a range is given where one object is meant. Write insert_many(range), or a loop around the call. [E083]
#include "models.hpp"

#include <refract/graph/edit.hpp>

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db, const std::vector<Tag>& tags) { db.save(tags); }
#else
inline void run(refract::sqlite::database& db, const std::vector<Tag>& tags) {
    for (const Tag& each : tags) db.save(each);
}
#endif
