// expect: refract: select<Shape>(...) takes field<&Shape::x> = expression, and nested<&Shape::posts>() with its clauses. [E201]
// times: 2
#include "models.hpp"

struct PostLine {
    using model = Post;
    std::string title;
};
struct Author {
    using model = User;
    std::string name;
    std::int64_t posts_written{};
    std::vector<PostLine> posts;
};
constexpr auto written = count_of<&Post::author_id>();

#ifdef REFRACT_REJECT
inline auto way_1() { return from<User>().select<Author>(field<&Author::posts_written>(written)); }
inline auto way_2() {
    return from<User>().select<Author>(field<&Author::posts_written> = written).nested<&Author::posts>();
}
#else
inline auto way_1() { return from<User>().select<Author>(field<&Author::posts_written> = written); }
inline auto way_2() {
    return from<User>().select<Author>(field<&Author::posts_written> = written, nested<&Author::posts>());
}
#endif
constexpr auto query = from<User>();
