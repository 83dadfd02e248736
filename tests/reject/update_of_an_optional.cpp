// expect: refract: a std::optional is given where an object is meant. Give the object, once it is certain that there is one: *optional. [E111]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.update(db.find<Tag>(1));
#else
    if (auto tag = db.find<Tag>(1)) db.update(*tag);
#endif
}
