// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

inline void run([[maybe_unused]] refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    predicate<Post> wanted;
    wanted &= predicate<User>();
#else
    predicate<Post> wanted;
    wanted &= predicate<Post>();
#endif
}
