// expect: refract: a field of a shape is no column of its model and nothing computes it, or something computes a field that is a column. Name it like a field of the model, or say what it is: select<Shape>(field<&Shape::post_count> = count_of<&Post::author_id>()). [E199]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Named {
    using model = User;
    std::string nmae;
};
#else
struct Named {
    using model = User;
    std::string name;
};
#endif

constexpr auto query = from<User>().select<Named>();
