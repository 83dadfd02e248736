// expect: refract: a nested level has a param<...>() whose value nobody gives. Write the value itself. [E202]
#include "models.hpp"

struct PostCounts {
    using model = Post;
    std::string title;
    std::int64_t doubled{};
};
struct Author {
    using model = User;
    std::string name;
    std::vector<PostCounts> posts;
};

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select<Author>(
    nested<&Author::posts>(field<&PostCounts::doubled> = col<&Post::views> * param<std::int64_t>));
#else
constexpr auto query =
    from<User>().select<Author>(nested<&Author::posts>(field<&PostCounts::doubled> = col<&Post::views> * 2));
#endif
