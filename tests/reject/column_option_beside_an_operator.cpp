// expect: refract: an operator stands beside an option of a model, such as column<&T::x>, which has no value. Write col<&T::x> for the column in a query or a check: from<T>().where(col<&T::x> == 1). [E310]
// times: 6
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return from<Post>().where(column<&Post::views> == 1); }
inline auto way_2() { return 2 + column<&Post::author_id>; }
inline auto way_3() { return !column<&Post::published>; }
inline auto way_4() { return check("some_title", column<&Post::title> > "a"); }
inline auto way_6() { return -column<&Post::score>; }
inline auto way_7() { return primary_key<&Post::id> % 2; }
#else
inline auto way_1() { return from<Post>().where(col<&Post::views> == 1); }
inline auto way_2() { return 2 + col<&Post::author_id>; }
inline auto way_3() { return !col<&Post::published>; }
inline auto way_4() { return check("some_title", col<&Post::title> > "a"); }
inline auto way_5() { return col<&Post::id> == col<&Post::id>; }
inline auto way_6() { return -col<&Post::score>; }
inline auto way_7() { return col<&Post::id> % 2; }
#endif
