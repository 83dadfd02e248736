// expect: refract: nested<...>() names a field that holds no rows, or fields that are not each in the struct of the one before. Name the fields from the shape on: nested<&Author::posts, &PostLine::tags>(). [E197]
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
constexpr auto query = from<User>().select<Author>(nested<&Author::name>().limit(3));
#else
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>().limit(3));
#endif
