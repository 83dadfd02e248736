// expect: refract: a part of a key, of something unique or of a foreign key is stored_as a form that writes one value in several ways (iso_seconds, iso_milliseconds, julian_day), and the database does not know them equal. Store it as unix_milliseconds or text_milliseconds, or let another column be the key. [E285]
#include "models.hpp"

struct Visit {
    std::int64_t id{};
    std::chrono::sys_seconds begun{};
};

template <> inline constexpr auto refract::model<Visit> =
    refract::table(refract::unique<&Visit::begun>,
#ifdef REFRACT_REJECT
                   refract::column<&Visit::begun>.stored_as(refract::iso_seconds));
#else
                   refract::column<&Visit::begun>.stored_as(refract::unix_seconds));
#endif

constexpr auto text = sql<dialect::sqlite>(from<Visit>());
