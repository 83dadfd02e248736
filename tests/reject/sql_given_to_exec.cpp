// expect: refract: this call runs a query of refract, such as refract::from<T>().where(condition). SQL of your own goes to query<Row>("..."), or to execute("...") if it yields no rows. [E048]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.exec("DELETE FROM post WHERE views = {}", 0);
#else
    db.execute("DELETE FROM post WHERE views = {}", 0);
#endif
}
