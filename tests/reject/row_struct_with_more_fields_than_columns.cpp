// expect: refract: the row struct and the selected columns differ in number. Select as many columns as the struct has fields. [E033]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::string title;
    std::int64_t views;
    std::int64_t id;
};
#else
struct Line {
    std::string title;
    std::int64_t views;
};
#endif

constexpr auto query = from<Post>().select<Line>(col<&Post::title>, col<&Post::views>);
constexpr auto text = sql<dialect::sqlite>(query);
