// expect: refract: a shape stands where a model has to: it reads and writes rows of its model, and has no table. Name the model: from<Post>().select<PostLine>(), col<&Post::title>; find, get, insert, save, erase and update<PostLine>(key, ...) take shapes. [E283]
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
inline auto way_1() { return from<User>().select<Author>().where(col<&Author::name> == "Ann"); }
inline auto way_2() { return from<User>().select<Author>(nested<&Author::posts>().order_by(col<&PostLine::title>)); }
#else
inline auto way_1() { return from<User>().select<Author>().where(col<&User::name> == "Ann"); }
inline auto way_2() { return from<User>().select<Author>(nested<&Author::posts>().order_by(col<&Post::title>)); }
#endif
constexpr auto query = from<User>().select<Author>();
