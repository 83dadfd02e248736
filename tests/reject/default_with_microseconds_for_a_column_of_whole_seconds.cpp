// expect: refract: the default, or the expression that generates the column, is not of the column's type. Give a value that the field could hold, or an expression of its type; a default such as refract::now() names no column. [E007]
#include "models.hpp"

struct Visit {
    std::int64_t id{};
    std::chrono::sys_seconds begun{};
};

template <> inline constexpr auto refract::model<Visit> = refract::table(
#ifdef REFRACT_REJECT
    refract::column<&Visit::begun>.default_to(refract::now()));
#else
    refract::column<&Visit::begun>.default_to(refract::now<std::chrono::seconds>()));
#endif

constexpr auto text = sql<dialect::sqlite>(from<Visit>());
