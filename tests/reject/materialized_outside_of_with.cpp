// expect: refract: materialized and not_materialized are said of a query of WITH, and this one stands in no WITH. Write with(query.materialized()), or leave it out. [E139]
#include "models.hpp"

struct Line {
    std::int64_t id{};
    std::string label;
};
constexpr auto lines = from<Tag>().select<Line>().materialized();
#ifdef REFRACT_REJECT
constexpr auto query = from(lines).where(col<&Line::id> > 3);
#else
constexpr auto query = with(lines).from<Line>().where(col<&Line::id> > 3);
#endif
constexpr auto text = sql<dialect::sqlite>(query);
