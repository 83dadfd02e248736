// expect: refract: a join by key needs a member with a foreign key between the query's tables. Declare it with refract::foreign_key, or write the condition: .join<T>(condition). [E023]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Tag>().join<&Post::author_id>();
#else
constexpr auto query = from<Tag>().join<&PostTag::tag_id>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
