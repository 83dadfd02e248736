// expect: refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.find<Post>("one");
#else
    db.find<Post>(1);
#endif
}
