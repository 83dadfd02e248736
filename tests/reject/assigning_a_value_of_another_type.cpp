// expect: refract: the assigned value is not of the column's type. Assign a value of the field's type, or cast to it. [E026]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::views> = "many").all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::views> = 7).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
