// expect: refract: a field of the row struct is not of its column's type. Give the field the type of the column, or cast the column: cast<std::int64_t>(x); a value is of a type as in value(std::int64_t{1}). [E031]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::string title;
    int count;
};
#else
struct Line {
    std::string title;
    std::int64_t count;
};
#endif

constexpr auto query = from<Post>().group_by(col<&Post::title>).select<Line>(col<&Post::title>, count());
constexpr auto text = sql<dialect::sqlite>(query);
