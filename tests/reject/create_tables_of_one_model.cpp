// expect: refract: create_tables takes a schema. List the models in one: create_tables<refract::schema<A, B>>(). [E112]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.create_tables<User>();
#else
    db.create_tables<schema<User>>();
#endif
}
