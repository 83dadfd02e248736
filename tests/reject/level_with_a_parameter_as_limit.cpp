// expect: refract: a nested level has a param<...>() whose value nobody gives. Write the value itself. [E202]
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
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>().limit(param<int>));
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>().limit(3));
#endif
