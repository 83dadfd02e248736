// expect: refract: SQL that is put together at run time is not taken as it stands. Write a constant with {} for each value, or refract::unsafe_sql(text) if you trust it. [E047]
#include "models.hpp"

inline void run(refract::sqlite::database& db, const std::string& name) {
#ifdef REFRACT_REJECT
    db.execute("DELETE FROM post WHERE title = '" + name + "'");
#else
    db.execute("DELETE FROM post WHERE title = {}", name);
#endif
}
