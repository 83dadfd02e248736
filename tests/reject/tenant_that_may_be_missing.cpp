// expect: refract: tenant names a column that cannot say whose a row is. Make it a whole number, a text or a refract::uuid, and no std::optional. [E234]
#include "models.hpp"

struct Note {
    std::int64_t id{};
    std::optional<std::int64_t> org_id{};
    std::int64_t owner_id{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Note> = refract::table(refract::tenant<&Note::org_id>);
#else
template <> inline constexpr auto refract::model<Note> = refract::table(refract::tenant<&Note::owner_id>);
#endif

void read(sqlite::database& db) { (void)db.tenant(7).all(from<Note>()); }
