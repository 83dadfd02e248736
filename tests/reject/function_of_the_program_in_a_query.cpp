// expect: refract: a function of the program stands where the database is to evaluate something, which cannot call it. Write it with columns, where(refract::col<&T::x> > 3); declare what the database has as a refract::sql_function; rows that were read the program filters itself; behind query | a function takes the query. [E322]
// times: 7
#include "models.hpp"

inline bool is_read(const Post& post) { return post.views > 0; }

#ifdef REFRACT_REJECT
inline auto way_1() {
    return from<Post>().where([](const Post& post) { return post.views > 3; });
}
inline auto way_2() { return from<Post>().where(is_read); }
inline auto way_3() {
    return from<Post>().order_by([](const Post& a, const Post& b) { return a.id < b.id; });
}
inline auto way_4() {
    return from<Post>().select([](const Post& post) { return post.title; });
}
inline auto way_5(bool flag) {
    return from<Post>().where_if(flag, [](const Post& post) { return post.published; });
}
inline auto way_6() {
    return predicate<Post>([](const Post& post) { return post.score > 2; });
}
inline auto way_7() {
    return from<Post>() | [] { return 1; };
}
#else
inline auto way_1() { return from<Post>().where(col<&Post::views> > 3); }
inline auto way_2() { return from<Post>().where(col<&Post::views> > 0); }
inline auto way_3() { return from<Post>().order_by(col<&Post::id>); }
inline auto way_4() { return from<Post>().select(col<&Post::title>); }
inline auto way_5(bool flag) { return from<Post>().where_if(flag, col<&Post::published> == true); }
inline auto way_6() { return predicate<Post>(col<&Post::score> > 2); }
inline auto way_7() {
    return from<Post>() | [](const auto& query) { return query.limit(1); };
}
#endif
