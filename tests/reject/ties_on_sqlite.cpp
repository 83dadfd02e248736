// expect: refract: this database has no limit with ties. Select rank().over(order_by(a)) into a struct, and read that query as a table where it is small enough: from(query).where(col<&Row::rank> <= 3). [E270]
#include "models.hpp"

struct Ranked {
    std::int64_t id{}, rank{};
};
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::views>.desc()).limit(3).with_ties();
#else
constexpr auto query =
    from(from<Post>().select<Ranked>(col<&Post::id>, rank().over(order_by(col<&Post::views>.desc()))))
        .where(col<&Ranked::rank> <= 3);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
