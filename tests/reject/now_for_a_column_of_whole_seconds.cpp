// expect: refract: the assigned value is not of the column's type, would lose digits in it, or may be NULL where the column may not, or the column is generated. Assign a value of the field's type, or cast to it. [E026]
#include "models.hpp"

struct Visit {
    std::int64_t id{};
    std::chrono::sys_seconds begun{};
};

#ifdef REFRACT_REJECT
constexpr auto query = update<Visit>().set(col<&Visit::begun> = now()).where(col<&Visit::id> == 1);
#else
constexpr auto query =
    update<Visit>().set(col<&Visit::begun> = now<std::chrono::seconds>()).where(col<&Visit::id> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
