// expect: refract: a set operation puts a column of json beside documents of jsonb, and PostgreSQL takes no such two for one column. Select cast<refract::json>(column), which is jsonb. [E289]
#include "models.hpp"

struct Leaf {
    std::int64_t id{};
    refract::json kept, body;
};
template <> inline constexpr auto refract::model<Leaf> = refract::table(refract::column<&Leaf::kept>.type("json"));

constexpr auto bodies = from<Leaf>().select(col<&Leaf::body>);
#ifdef REFRACT_REJECT
constexpr auto query = bodies.union_all(from<Leaf>().select(col<&Leaf::kept>));
#else
constexpr auto query = bodies.union_all(from<Leaf>().select(cast<refract::json>(col<&Leaf::kept>)));
#endif

constexpr auto text = sql<dialect::postgres>(query);
