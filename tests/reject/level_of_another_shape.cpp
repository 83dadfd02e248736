// expect: refract: nested<...>() is of another shape than the query's, or says something about one level twice. Begin with a field of the shape that is selected, and say all of a level in one nested<...>(). [E198]
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
struct Reader {
    using model = User;
    std::string name;
    std::vector<Post> posts;
};

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select<Author>(nested<&Reader::posts>());
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>());
#endif
