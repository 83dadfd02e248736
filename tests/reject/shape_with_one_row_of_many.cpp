// expect: refract: a field of a shape holds one row, but many may belong to it: no unique<> says that its key is there once. Make the field a std::vector. [E194]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Author {
    using model = User;
    std::optional<Post> post;
};
#else
struct Author {
    using model = User;
    std::vector<Post> posts;
};
#endif

constexpr auto query = from<User>().select<Author>();
