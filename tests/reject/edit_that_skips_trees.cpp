// expect: refract: on_conflict_do_nothing is said of shapes, and the rows inside one that is skipped would belong to nobody. Insert the trees without it, or whole objects of one model: db.insert_many(objects, on_conflict_do_nothing). [E260]
#include "models.hpp"

struct Singer {
    std::int64_t id{};
};
struct Song {
    std::int64_t id{};
    std::string title;
    std::int64_t singer_id{};
};
template <> inline constexpr auto refract::model<Song> = table(foreign_key<&Song::singer_id>.references<&Singer::id>());
struct SongLine {
    using model = Song;
    std::string title;
};
struct Repertoire {
    using model = Singer;
    std::int64_t id{};
    std::vector<SongLine> songs;
};

inline void learn(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.update<Repertoire>(1, at<&Repertoire::songs>.create(std::vector<SongLine>(3), on_conflict_do_nothing));
#else
    db.update<Repertoire>(1, at<&Repertoire::songs>.create(std::vector<Song>(3), on_conflict_do_nothing));
#endif
}
