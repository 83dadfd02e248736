// expect: refract: a {} in SQL stands in quotes or a comment, where no value is bound. Write it outside of them and join the texts with ||, or write {{}} for the two characters. [E290]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(raw<bool, "{} /* {} */ = 1">(col<&Post::id>, 2));
#else
constexpr auto query = from<Post>().where(raw<bool, "{} /* {{}} */ = {}">(col<&Post::id>, 2));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
