// expect: refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::int64_t count;
    std::int64_t views;
};
#else
struct Line {
    std::int64_t count;
    std::optional<std::int64_t> views;
};
#endif

constexpr auto query = from<Post>().select<Line>(count(), sum(col<&Post::views>));
constexpr auto text = sql<dialect::sqlite>(query);
