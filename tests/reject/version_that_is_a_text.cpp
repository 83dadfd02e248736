// expect: refract: a version is no column that counts the updates of a row. Make it one whole number of the model, which is never NULL, no part of the key, not encoded and not generated. [E326]
#include "models.hpp"

struct Sheet {
    std::int64_t id{};
    std::string etag{};
    std::int64_t revision{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Sheet> = refract::table(refract::column<&Sheet::etag>.version());
#else
template <> inline constexpr auto refract::model<Sheet> = refract::table(refract::column<&Sheet::revision>.version());
#endif

void write(sqlite::database& db) { db.update(Sheet{.id = 1, .etag = "a"}); }
