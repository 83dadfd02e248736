// expect: refract: a query stands where a value, a column or a condition does. Write scalar(query) for the value that it selects, exists(query) for whether it has rows, or x.in(query). [E277]
// times: 11
#include "models.hpp"

constexpr auto ids = from<Post>().select(col<&Post::id>);

#ifdef REFRACT_REJECT
inline auto way_1() { return ids == 1; }
inline auto way_2() { return from<Post>() || true; }
inline auto way_3() { return from<Tag>() && ids; }
inline auto way_4() { return from<User>() + 1; }
inline auto way_5() { return 2.5 < from<PostTag>(); }
inline auto way_6() { return update<Tag>() - nullptr; }
inline auto way_7() { return from<Post>().limit(1) % 2; }
inline auto way_8() { return 3 * from<Tag>().distinct(); }
inline auto way_9() { return -from<Tag>().limit(1); }
inline auto way_10() { return from<User>().limit(1) & ids; }
inline auto way_11() { return ~from<PostTag>().limit(1); }
#else
inline auto way_1() { return scalar(ids) == 1; }
inline auto way_2() { return from<Post>().where(exists(ids) || col<&Post::published>); }
inline auto way_3() { return exists(ids) && exists(from<Tag>()); }
inline auto way_4() { return scalar(ids) + 1; }
inline auto way_7() { return scalar(ids) % 2; }
#endif
