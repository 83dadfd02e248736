// expect: refract: two fields of shapes lead to and fro by the same key, so that the tree has no end. Leave one of them out, or give it a struct of its own without the way back. [E195]
#include "models.hpp"

struct PostTree;

#ifdef REFRACT_REJECT
struct Author {
    using model = User;
    std::string name;
    std::vector<PostTree> posts;
};
#else
struct Author {
    using model = User;
    std::string name;
};
#endif

struct PostTree {
    using model = Post;
    std::string title;
    Author author;
};
constexpr auto query = from<Post>().select<PostTree>();
