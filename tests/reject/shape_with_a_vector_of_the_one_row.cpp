// expect: refract: a std::vector of a shape holds rows of which there is one at most, since the key is a column of the row around them. Make the field a struct, or a std::optional where the key may be NULL. [E193]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Poster {
    using model = Post;
    std::vector<User> authors;
};
#else
struct Poster {
    using model = Post;
    User author;
};
#endif

constexpr auto query = from<Post>().select<Poster>();
