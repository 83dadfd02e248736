// expect: refract: a {} in SQL stands in quotes or a comment, where no value is bound. Write it outside of them and join the texts with ||, or write {{}} for the two characters. [E290]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.execute("DELETE FROM post WHERE title LIKE '%{}%'", "old");
#else
    db.execute("DELETE FROM post WHERE title LIKE '%' || {} || '%'", "old");
#endif
}
