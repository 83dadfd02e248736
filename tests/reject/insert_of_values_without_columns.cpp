// expect: refract: insert_into(...).values(...) is given values without their columns. Write insert_into<T>().set(refract::col<&T::a> = 1, refract::col<&T::b> = "x"), or db.insert(object); many rows by db.insert_many(objects). [E279]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<Tag>().values(1, "x");
#else
constexpr auto query = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x");
#endif
