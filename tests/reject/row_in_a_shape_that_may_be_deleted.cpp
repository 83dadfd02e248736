// expect: refract: a row that may be marked as deleted stands in a shape as if it were always there. Make the field a std::optional or a std::unique_ptr, or ask with_deleted(). [E233]
#include "models.hpp"

struct Painter {
    std::int64_t id{};
    std::string name;
    bool gone{};
};
struct Picture {
    std::int64_t id{};
    std::int64_t painter_id{};
};
template <> inline constexpr auto refract::model<Painter> = refract::table(refract::soft_delete<&Painter::gone>);
template <> inline constexpr auto refract::model<Picture> =
    refract::table(refract::foreign_key<&Picture::painter_id>.references<&Painter::id>());

struct PictureOf {
    using model = Picture;
    std::int64_t id{};
#ifdef REFRACT_REJECT
    Painter painter;
#else
    std::optional<Painter> painter;
#endif
};
void read(sqlite::database& db) { (void)db.all(from<Picture>().select<PictureOf>()); }
