// expect: refract: a version is no column that counts the updates of a row. Make it one whole number of the model, which is never NULL, no part of the key, not encoded and not generated. [E326]
#include "models.hpp"

struct Sheet {
    std::int64_t id{};
#ifdef REFRACT_REJECT
    std::optional<std::int64_t> revision{};
#else
    std::int64_t revision{};
#endif
};
template <> inline constexpr auto refract::model<Sheet> = refract::table(refract::column<&Sheet::revision>.version());

void read(sqlite::database& db) { (void)db.all(from<Sheet>()); }
