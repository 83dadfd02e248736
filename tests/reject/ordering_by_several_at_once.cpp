// expect: refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]
// times: 4
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return ordering<Post>(col<&Post::id>, col<&Post::views>.desc()); }
inline auto way_2() { return ordering<Post>().by(col<&Post::id>, col<&Post::views>.asc()); }
inline auto way_3() { return ordering<Post>().by(col<&Post::id>, true); }
inline auto way_4() { return ordering<Post>().by(); }
#else
inline auto way_1() { return ordering<Post>(col<&Post::id>).by(col<&Post::views>.desc()); }
inline auto way_2() { return ordering<Post>().by(col<&Post::id>).by(col<&Post::views>.desc()); }
#endif
