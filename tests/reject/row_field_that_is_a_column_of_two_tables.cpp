// expect: refract: a field of the row struct is no column of the query's tables, or of more than one. Name it like a field of the model, or select by position: select<Row>(columns...). [E030]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Line {
    std::int64_t id;
    std::string title;
};
#else
struct Line {
    std::int64_t author_id;
    std::string title;
};
#endif

constexpr auto query = from<Post>().join<&Post::author_id>().select<Line>();
constexpr auto text = sql<dialect::sqlite>(query);
