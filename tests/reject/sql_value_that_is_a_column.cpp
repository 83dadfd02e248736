// expect: refract: a value of this type cannot be bound in SQL. Give a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one, a field of the object, or specialise refract::codec for the type. [E069]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.execute("DELETE FROM tag WHERE id = {}", col<&Tag::id>);
#else
    db.execute("DELETE FROM tag WHERE id = {}", Tag().id);
#endif
}
