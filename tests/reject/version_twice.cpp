// expect: refract: a version is no column that counts the updates of a row. Make it one whole number of the model, which is never NULL, no part of the key, not encoded and not generated. [E326]
#include "models.hpp"

struct Sheet {
    std::int64_t id{};
    std::int64_t revision{};
    std::int64_t edition{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Sheet> =
    refract::table(refract::column<&Sheet::revision>.version(), refract::column<&Sheet::edition>.version());
#else
template <> inline constexpr auto refract::model<Sheet> = refract::table(refract::column<&Sheet::revision>.version());
#endif

void make(sqlite::database& db) { db.create_tables<refract::schema<Sheet>>(); }
