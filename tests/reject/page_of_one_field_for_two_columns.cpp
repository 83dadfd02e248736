// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
#include "models.hpp"

struct Seen {
    std::int64_t id{};
};
constexpr auto both =
    from<Post>().join<User>(col<&Post::author_id> == col<&User::id>).order_by(col<&User::id>, col<&Post::id>);

#ifdef REFRACT_REJECT
const auto query = both.after(Seen{3});
#else
const auto query = both.after(Seen{3}.id, 4);
#endif
