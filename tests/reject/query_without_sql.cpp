// expect: refract: this call runs SQL of your own, and is given no text. Write execute("...") or query<Row>("..."). A query of refract goes to all, first, one or each, and to exec if it writes. [E089]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.query<Tag>(from<Tag>());
#else
    db.all(from<Tag>());
#endif
}
