// expect: refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::string name;
    std::string title;
};
#else
struct Line {
    std::string name;
    std::optional<std::string> title;
};
#endif

constexpr auto query = from<User>().left_join<&Post::author_id>().select<Line>();
constexpr auto text = sql<dialect::sqlite>(query);
