// expect: refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]
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
