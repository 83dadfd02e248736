// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<Tag>().set(col<&Tag::label> == "x");
#else
constexpr auto query = insert_into<Tag>().set(col<&Tag::label> = "x");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
