// expect: refract: nested<...>() names a field that holds no rows, or fields that are not each in the struct of the one before. Name the fields from the shape on: nested<&Author::posts, &PostLine::tags>(). [E197]
// times: 2
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
inline auto way_1() { return from<User>().select<Author>(nested<PostLine>()); }
inline auto way_2() { return from<User>().select<Author>(nested<>()); }
#else
inline auto way_1() { return from<User>().select<Author>(nested<&Author::posts>()); }
inline auto way_2() { return from<User>().select<Author>(nested<&Author::posts>()); }
#endif
constexpr auto query = from<User>().select<Author>();
