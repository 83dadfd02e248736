// expect: refract: a std::vector of a shape holds rows of which there is one at most, since the key is a column of the row around them. Make the field a struct, or a std::optional where the key may be NULL. [E193]
#include "models.hpp"

struct UserName {
    using model = User;
    std::string name;
};

#ifdef REFRACT_REJECT
struct Poster {
    using model = Post;
    std::vector<UserName> authors;
};
#else
struct Poster {
    using model = Post;
    UserName author;
};
#endif

constexpr auto query = from<Post>().select<Poster>();
