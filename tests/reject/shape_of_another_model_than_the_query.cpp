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
constexpr auto query = from<Post>().select<Author>();
#else
constexpr auto query = from<User>().select<Author>();
#endif
