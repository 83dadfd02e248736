// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
#include "models.hpp"

inline auto run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    return db.all("SELECT * FROM post");
#else
    return db.query<Post>("SELECT * FROM post");
#endif
}
