// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(delete_from<Tag>().all_rows().returning(&Tag::id));
#else
    db.all(delete_from<Tag>().all_rows().returning(col<&Tag::id>));
#endif
}
