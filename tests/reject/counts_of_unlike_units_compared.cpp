// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#include <chrono>

struct Visit {
    std::int64_t id{};
    as_integer<std::chrono::sys_seconds> from{};
    as_integer<std::chrono::sys_time<std::chrono::milliseconds>> until{};
    as_integer<std::chrono::sys_seconds> seen{};
};

#ifdef REFRACT_REJECT
constexpr auto query = from<Visit>().where(col<&Visit::from> < col<&Visit::until>);
#else
constexpr auto query = from<Visit>().where(col<&Visit::from> < col<&Visit::seen>);
#endif
