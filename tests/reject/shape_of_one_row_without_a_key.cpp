// expect: refract: no key ties the rows of a shape's field to the rows around them. Declare it in the model that has it: foreign_key<&Post::author_id>.references<&User::id>(), or name a link with through<PostTag>; or give the field the name of a column. [E190]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct UserTree {
    using model = User;
    std::string name;
    std::optional<Tag> tag;
};
#else
struct UserTree {
    using model = User;
    std::string name;
    std::vector<Post> posts;
};
#endif

constexpr auto query = from<User>().select<UserTree>();
