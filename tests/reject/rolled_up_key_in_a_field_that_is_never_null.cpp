// expect: refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]
#include "models.hpp"

struct Total {
#ifdef REFRACT_REJECT
    std::int64_t views{};
#else
    std::optional<std::int64_t> views{};
#endif
    std::int64_t posts{};
};
constexpr auto query = from<Post>().select<Total>(col<&Post::views>, count()).group_by(rollup(col<&Post::views>));

constexpr auto text = sql<dialect::postgres>(query);
