// expect: refract: select stands in front, as in SQL, and a query begins with its table. Write from<T>().select(refract::col<&T::field>), or from<T>().select<Row>(). [E325]
// times: 3
#include "models.hpp"

struct Card {
    std::string title;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return select(col<&Post::id>, 1).from<Post>().where(col<&Post::id> == 1); }
inline auto way_2() { return select(count()).from(from<Post>()).limit(3); }
inline auto way_3() { return select<Card>().from<Post>(); }
#else
inline auto way_1() { return from<Post>().select(col<&Post::id>, value(1)).where(col<&Post::id> == 1); }
inline auto way_2() { return from(from<Post>()).select(count()); }
inline auto way_3() { return from<Post>().select<Card>(); }
#endif
