// expect: refract: select<Shape>(...) takes field<&Shape::x> = expression, and nested<&Shape::posts>() with its clauses. [E201]
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
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>(nested<&PostTree::tags>()));
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>(), nested<&Author::posts, &PostTree::tags>());
#endif
