// expect: refract: count() counts rows, and distinct() behind it does not say of what the same is counted once. Write count(col<&T::x>).distinct(); the different rows of a query are db.count(query.distinct()). [E313]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count().distinct());
#else
constexpr auto query = from<Post>().select(count(col<&Post::author_id>).distinct());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
