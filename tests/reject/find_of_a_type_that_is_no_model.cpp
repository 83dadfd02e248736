// expect: refract: this type cannot be a model or a row: it has a base class, a constructor, private or virtual members, or no fields. Write a plain struct of fields: what a base class or a constructor holds becomes fields, what a class hides stays outside. [E001]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.find<Role>(1); }
#else
inline void run(refract::sqlite::database& db) { db.find<Tag>(1); }
#endif
