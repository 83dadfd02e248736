// expect: refract: a field of a shape is no column of its model and nothing computes it, or something computes a field that is a column. Name it like a field of the model, or say what it is: select<Shape>(field<&Shape::post_count> = count_of<&Post::author_id>()). [E199]
#include "models.hpp"

struct Counted {
    using model = User;
    std::string name;
    std::int64_t post_count{};
};

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select<Counted>(field<&Counted::post_count> = 3, field<&Counted::post_count> = 4);
#else
constexpr auto query = from<User>().select<Counted>(field<&Counted::post_count> = 3);
#endif
