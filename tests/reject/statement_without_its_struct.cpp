// expect: refract: a statement or a join does not say of which table it is. Write the struct between < and >: from<T>(), insert_into<T>(), update<T>(), delete_from<T>(), merge_into<T>(), join<T>(condition), of<T>(), refresh<T>(); a query stands between ( and ): from(query), join(query, condition); another table is joined: from<T>().join<U>(condition). [E299]
// times: 10
#include "models.hpp"

struct Total {
    std::int64_t author_id{}, posts{};
};
constexpr auto totals = from<Post>().select<Total>(col<&Post::author_id>, count()).group_by(col<&Post::author_id>);

#ifdef REFRACT_REJECT
inline auto way_1() { return from(); }
inline auto way_2() { return insert_into<&Post::title>(); }
inline auto way_3() { return update<&Post::id>(); }
inline auto way_4() { return delete_from<&Post::published>(); }
inline auto way_5() { return merge_into<&Post::score>(); }
inline auto way_6() { return with(totals).from<&Post::title, &Post::id>(); }
inline auto way_7() { return update<Post>().set(col<&Post::views> = 1).from(); }
inline auto way_8() { return delete_from<Tag>().using_table(); }
inline auto way_9() { return from<"post">(); }
inline auto way_10() { return from<Post, User>(); }
#else
inline auto way_1() { return from<Post>(); }
inline auto way_2() { return insert_into<Post>(); }
inline auto way_3() { return update<Post>(); }
inline auto way_4() { return delete_from<Post>(); }
inline auto way_5() { return merge_into<Post>(); }
inline auto way_6() { return with(totals).from<Total>(); }
inline auto way_7() { return update<Post>().set(col<&Post::views> = 1).from<Tag>(); }
inline auto way_8() { return delete_from<Tag>().using_table<Post>(); }
inline auto way_9() { return from<Post>().join<User>(col<&User::id> == col<&Post::author_id>); }
#endif
