// expect: refract: a check, default, index or computed column of a model uses what this database cannot compute in a table, such as arithmetic with times on SQLite. Compare the columns themselves, or store numbers: refract::as_integer<T>. [E088]
#include "models.hpp"

struct Stay {
    std::int64_t id{};
    std::chrono::sys_seconds begins{};
    std::chrono::sys_seconds ends{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Stay> = refract::table(
    refract::check("short", refract::col<&Stay::begins> + std::chrono::hours(24) > refract::col<&Stay::ends>));
#else
template <> inline constexpr auto refract::model<Stay> =
    refract::table(refract::check("ordered", refract::col<&Stay::begins> < refract::col<&Stay::ends>));
#endif

void create(sqlite::database& db) { db.create_tables<schema<Stay>>(); }
