// expect: refract: a join by key needs a member with a foreign key between the query's tables. Declare it with refract::foreign_key, or write the condition: .join<T>(condition). [E023]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join<&Post::editor_id>();
#else
constexpr auto query = from<Post>().join<&Post::author_id>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
