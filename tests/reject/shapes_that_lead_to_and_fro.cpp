// expect: refract: two fields of shapes lead to and fro by the same key, so that the tree has no end. Leave one of them out, or give it a struct of its own without the way back. [E195]
#include "models.hpp"

struct Author;

#ifdef REFRACT_REJECT
struct PostRing {
    using model = Post;
    std::string title;
    std::unique_ptr<Author> author;
};
#else
struct PostRing {
    using model = Post;
    std::string title;
};
#endif

struct Author {
    using model = User;
    std::string name;
    std::vector<PostRing> posts;
};
constexpr auto query = from<User>().select<Author>();
