// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.count(); }
#else
inline void run(refract::sqlite::database& db) { db.count(from<Tag>()); }
#endif
