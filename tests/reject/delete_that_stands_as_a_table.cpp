// expect: refract: a query that stands as a table (from, join, with) has no struct that names it and its columns. Write .select<Row>(...), with a field for each column. [E099]
#include "models.hpp"

struct Gone {
    std::int64_t id{};
    std::string label;
};
constexpr auto gone = delete_from<Tag>().where(col<&Tag::id> > 3).returning<Gone>();
#ifdef REFRACT_REJECT
constexpr auto query = from(gone);
#else
constexpr auto query = with(gone).from<Gone>();
#endif
constexpr auto text = sql<dialect::postgres>(query);
