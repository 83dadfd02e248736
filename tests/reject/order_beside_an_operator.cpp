// expect: refract: an order is compared, calculated with or given a direction twice, or NULLs are placed in what has no direction. Write x.asc() or x.desc() once and last, then .nulls_first() or .nulls_last(): order_by((x + 1).desc().nulls_last()). [E304]
// times: 11
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return col<&User::id>.desc() == 1; }
inline auto way_2() { return from<User>().order_by(col<&User::name>.desc().desc()); }
inline auto way_3() { return from<User>().order_by(col<&User::bio>.nulls_last()); }
inline auto way_4() { return 1 + col<&Post::views>.asc(); }
inline auto way_5() { return col<&Post::score>.desc().asc(2); }
inline auto way_6() { return col<&Post::title>.desc() && nullptr; }
inline auto way_7() { return count().nulls_first(); }
inline auto way_8() { return 2 * col<&Post::id>.desc(); }
inline auto way_9() { return -col<&Post::published>.desc(); }
inline auto way_10() { return col<&Post::author_id>.asc() % 2; }
inline auto way_11() { return col<&Post::editor_id>.asc() / col<&Post::id>.desc(); }
#else
inline auto way_1() { return (col<&User::id> == 1).desc(); }
inline auto way_2() { return from<User>().order_by(col<&User::name>.desc()); }
inline auto way_3() { return from<User>().order_by(col<&User::bio>.asc().nulls_last()); }
inline auto way_4() { return (1 + col<&Post::views>).asc(); }
inline auto way_5() { return col<&Post::score>.asc(); }
inline auto way_6() { return col<&Post::title>.desc(); }
inline auto way_7() { return count().desc().nulls_first(); }
#endif
