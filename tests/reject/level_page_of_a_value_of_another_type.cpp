// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
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
constexpr auto posts = nested<&Author::posts>().order_by(col<&Post::title>, col<&Post::id>);

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select<Author>(posts.before(3, "title").limit(2));
#else
constexpr auto query = from<User>().select<Author>(posts.before("title", 3).limit(2));
#endif
