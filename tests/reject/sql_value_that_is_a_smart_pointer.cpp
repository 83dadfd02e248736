// expect: refract: a pointer stands where a value does. Dereference it: *pointer. [E073]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) {
    db.execute("DELETE FROM tag WHERE id = {}", std::make_unique<int>(1));
}
#else
inline void run(refract::sqlite::database& db) {
    db.execute("DELETE FROM tag WHERE id = {}", *std::make_unique<int>(1));
}
#endif
