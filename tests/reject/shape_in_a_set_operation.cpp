// expect: refract: a query whose rows are trees stands in a set operation, which would lose the rows inside them. Combine queries of keys, and read the shape where its key is in them: from<Model>().where(col<&Model::id>.in(a.union_all(b))).select<Shape>(). [E206]
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
constexpr auto query = from<User>().select<Author>().union_all(from<User>().select<Author>());
#else
constexpr auto query =
    from<User>()
        .where(col<&User::id>.in(
            from<User>().select(col<&User::id>).union_all(from<Post>().select(col<&Post::author_id>))))
        .select<Author>();
#endif
