// expect: refract: soft_delete names a column that cannot say whether a row is deleted. Make it a bool, or the time of the deletion: a std::optional of a std::chrono::sys_time with microseconds. [E230]
#include "models.hpp"

struct Note {
    std::int64_t id{};
    std::string text;
    std::int32_t deleted{};
    bool gone{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Note> = refract::table(refract::soft_delete<&Note::deleted>);
#else
template <> inline constexpr auto refract::model<Note> = refract::table(refract::soft_delete<&Note::gone>);
#endif

void read(sqlite::database& db) { (void)db.all(from<Note>()); }
