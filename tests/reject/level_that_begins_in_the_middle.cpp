// expect: refract: nested<...>() is of another shape than the query's, or says something about one level twice. Begin with a field of the shape that is selected, and say all of a level in one nested<...>(). [E198]
#include "models.hpp"

struct PostTree {
    using model = Post;
    std::string title;
    std::vector<PostTag> tags;
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostTree> posts;
};

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select<Author>(nested<&PostTree::tags>());
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts, &PostTree::tags>());
#endif
