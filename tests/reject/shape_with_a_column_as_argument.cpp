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
constexpr auto query = from<User>().select<Author>(col<&User::name>);
#else
constexpr auto query = from<User>().select<Author>();
#endif
