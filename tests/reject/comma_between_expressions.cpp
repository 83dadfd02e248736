// expect: refract: a comma stands between two expressions in parentheses of their own, and C++ throws the first one away. Join conditions with &&, write a row as tuple(a, b), and give a clause its items without further parentheses: order_by(a, b). [E311]
// times: 6
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = from<Post>().where((col<&Post::published>, col<&Post::views> > 3));
constexpr auto way_2 = from<Post>().where((col<&Post::views>, col<&Post::id>) > tuple(10, 3));
constexpr auto way_3 = from<User>().order_by((col<&User::name>.desc(), col<&User::id>));
constexpr auto way_4 = from<Tag>().select((col<&Tag::label>, col<&Tag::id>));
inline auto way_5() { return update<Post>().set((col<&Post::score> = 1, col<&Post::views> = 2)).all_rows(); }
inline auto way_6(std::int64_t last) { return from<Tag>().where((col<&Tag::id>, last) > tuple(1, 2)); }
#else
constexpr auto way_1 = from<Post>().where(col<&Post::published> && col<&Post::views> > 3);
constexpr auto way_2 = from<Post>().where(tuple(col<&Post::views>, col<&Post::id>) > tuple(10, 3));
constexpr auto way_3 = from<User>().order_by(col<&User::name>.desc(), col<&User::id>);
constexpr auto way_4 = from<Tag>().select(col<&Tag::label>, col<&Tag::id>);
inline auto way_5() { return update<Post>().set(col<&Post::score> = 1, col<&Post::views> = 2).all_rows(); }
inline auto way_6(std::int64_t last) { return from<Tag>().where(tuple(col<&Tag::id>, last) > tuple(1, 2)); }
#endif
