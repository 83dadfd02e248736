// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
#include "models.hpp"

constexpr auto both =
    from<Post>().join<User>(col<&Post::author_id> == col<&User::id>).order_by(col<&Post::id>).select<User>();

#ifdef REFRACT_REJECT
const auto query = both.after(User{});
#else
const auto query = both.after(Post{});
#endif
