// expect: refract: the number of {} in the SQL is not the number of values. Give one value for each {}, and write {{}} for the two characters. [E040]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.execute("DELETE FROM post WHERE id = {}", 1, 2);
#else
    db.execute("DELETE FROM post WHERE id = {}", 1);
#endif
}
