// expect: refract: a field of the row struct is not of its column's type. Give the field the type of the column, or cast the column: cast<std::int64_t>(x); a value is of a type as in value(std::int64_t{1}). [E031]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::string title;
    std::string views;
};
#else
struct Line {
    std::string title;
    std::int64_t views;
};
#endif

constexpr auto query = from<Post>().select<Line>();
constexpr auto text = sql<dialect::sqlite>(query);
