// expect: refract: nested<...>() is given a clause that no level takes: its rows are those of its field, as structs of the field. Say of them where, where_if, order_by, limit, offset, distinct, after and before; compute a field by nested<&Author::posts>(field<&PostLine::comments> = count_of<&Comment::post_id>()), reach other tables by some, related and parent_of, or by a field of the struct. [E327]
// times: 7
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::string title;
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostLine> posts;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return from<User>().select<Author>(nested<&Author::posts>().select(col<&Post::title>)); }
inline auto way_2() { return from<User>().select<Author>(nested<&Author::posts>().select<PostLine>().limit(3)); }
inline auto way_3() { return from<User>().select<Author>(nested<&Author::posts>().group_by(col<&Post::views>)); }
inline auto way_4() { return from<User>().select<Author>(nested<&Author::posts>().having(count() > 3)); }
inline auto way_5() { return from<User>().select<Author>(nested<&Author::posts>().join<&Post::author_id>()); }
inline auto way_6() {
    return from<User>().select<Author>(nested<&Author::posts>().join<User>(col<&User::id> == col<&Post::author_id>));
}
inline auto way_7() { return from<User>().select<Author>(nested<&Author::posts>().union_all(from<Post>())); }
#else
inline auto way_1() { return from<User>().select<Author>(nested<&Author::posts>().order_by(col<&Post::title>)); }
inline auto way_2() { return from<User>().select<Author>(nested<&Author::posts>().limit(3)); }
inline auto way_3() { return from<User>().select<Author>(nested<&Author::posts>().distinct()); }
inline auto way_4() { return from<User>().where(count_of<&Post::author_id>() > 3).select<Author>(); }
inline auto way_5() { return from<User>().select<Author>(nested<&Author::posts>().where(related<&Post::author_id>())); }
inline auto way_6() {
    return from<User>().select<Author>(
        nested<&Author::posts>().order_by(parent_of<&Post::author_id>(col<&User::name>)));
}
inline auto way_7() { return from<User>().select<Author>(nested<&Author::posts>().where(col<&Post::views> > 3)); }
#endif
constexpr auto query = from<User>().select<Author>();
