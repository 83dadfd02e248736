// expect: refract: a row that may be missing stands in a shape as if it were always there: its key may be NULL, or it is another row that has the key, or a condition leaves it out. Make the field a std::optional or a std::unique_ptr. [E192]
#include "models.hpp"

struct Poster {
    using model = Post;
    std::string title;
    User author;
};
constexpr auto author = nested<&Poster::author>().order_by(col<&User::id>);

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select<Poster>(author.after(3));
#else
constexpr auto query = from<Post>().select<Poster>(author);
#endif
