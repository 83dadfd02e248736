// expect: refract: select<Shape>(...) takes field<&Shape::x> = expression, and nested<&Shape::posts>() with its clauses. [E201]
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
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>(col<&Post::views> > 3));
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>().where(col<&Post::views> > 3));
#endif
