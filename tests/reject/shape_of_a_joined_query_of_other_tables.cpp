// expect: refract: the model of a shape is no table of the query. Begin with from<Model>(), as the shape says in `using model`. [E200]
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
constexpr auto query = from<Post>().join<PostTag>(col<&PostTag::post_id> == col<&Post::id>).select<Author>();
#else
constexpr auto query = from<Post>().join<User>(col<&User::id> == col<&Post::author_id>).select<Author>();
#endif
