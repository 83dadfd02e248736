// expect: refract: a merge has no branch, one behind another of its kind without a condition, or one that names a row it does not have: when_not_matched has none of the written table, when_not_matched_by_source only that one. Write .using_table<S>(condition).when_matched().do_update(...), .when_not_matched().do_insert(...). [E141]
// times: 4
#include "models.hpp"

constexpr auto same = col<&Post::id> == col<&Tag::id>;

#ifdef REFRACT_REJECT
inline auto way_1() {
    return merge_into<Post>().using_table<Tag>(same).when_matched().do_insert(col<&Post::views> = 1);
}
inline auto way_2() { return merge_into<Post>().using_table<Tag>(same).when_not_matched().do_delete(); }
inline auto way_3() {
    return merge_into<Tag>().using_table<Post>(same).when_not_matched().do_update(col<&Tag::label> = "a");
}
inline auto way_4() { return merge_into<User>().when_matched().do_delete(); }
#else
inline auto way_1() {
    return merge_into<Post>().using_table<Tag>(same).when_matched().do_update(col<&Post::views> = 1);
}
inline auto way_2() { return merge_into<Post>().using_table<Tag>(same).when_matched().do_delete(); }
inline auto way_3() {
    return merge_into<Tag>().using_table<Post>(same).when_not_matched().do_insert(col<&Tag::label> = "a");
}
inline auto way_4() {
    return merge_into<User>().using_table<Tag>(col<&User::id> == col<&Tag::id>).when_matched().do_delete();
}
#endif
