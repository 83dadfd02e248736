// expect: refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.find<Post>(1, 2);
#else
    db.find<Post>(1);
#endif
}
