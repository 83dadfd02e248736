// expect: refract: a field of a shape is no column of its model and nothing computes it, or something computes a field that is a column. Name it like a field of the model, or say what it is: select<Shape>(field<&Shape::post_count> = count_of<&Post::author_id>()). [E199]
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
constexpr auto query = from<User>().select<Author>(nested<&Author::posts>());
#else
constexpr auto query =
    from<User>().select<Author>(nested<&Author::posts>(field<&PostCounts::doubled> = col<&Post::views> * 2));
#endif
