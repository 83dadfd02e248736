// expect: refract: these rows look into the driver's buffer and would outlive it. Stream them with each(), or use std::string and std::vector<std::byte>. [E038]
// times: 3
#include "models.hpp"

struct Label {
    std::int64_t id{};
    std::string_view text;
};
struct Folded {
    std::int64_t id{};
    std::string_view text, folded;
};
template <> inline constexpr auto refract::model<Folded> =
    refract::table(refract::column<&Folded::folded>.generated(refract::lower(refract::col<&Folded::text>)));
struct Copied {
    std::int64_t id{};
    std::string text;
};

#ifdef REFRACT_REJECT
inline auto way_1(sqlite::database& db) { return db.find<Label>(1); }
inline auto way_2(sqlite::database& db) { return db.insert(Folded{}); }
inline auto way_3(sqlite::database& db) { return db.upsert<as_table<Folded, "other">>(Folded{}); }
#else
inline auto way_1(sqlite::database& db) { return db.find<Copied>(1); }
inline auto way_2(sqlite::database& db, std::string_view text) { return db.insert(Label{.text = text}); }
inline void way_3(sqlite::database& db, const std::vector<Folded>& all) {
    db.insert_many(all);
    db.erase<Folded>(1);
    for (const Folded& row : db.each(from<Folded>())) static_cast<void>(row);
}
#endif
