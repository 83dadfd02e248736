// expect: refract: several keys tie the rows of a shape's field to the rows around them. Say which one is meant: template <> inline constexpr auto refract::shape<Shape> = refract::relations(refract::by<&Shape::field, &Model::key>). [E191]
#include "models.hpp"

struct Song {
    std::int64_t id{};
};
struct Singer {
    std::int64_t id{};
};
struct Sings {
    std::int64_t song_id{};
    std::int64_t singer_id{};
};
struct Wrote {
    std::int64_t song_id{};
    std::int64_t singer_id{};
};
template <> inline constexpr auto refract::model<Song> =
    refract::table(refract::through<Sings>, refract::through<Wrote>);
template <> inline constexpr auto refract::model<Sings> =
    refract::table(refract::primary_key<&Sings::song_id, &Sings::singer_id>,
                   refract::foreign_key<&Sings::song_id>.references<&Song::id>(),
                   refract::foreign_key<&Sings::singer_id>.references<&Singer::id>());
template <> inline constexpr auto refract::model<Wrote> =
    refract::table(refract::primary_key<&Wrote::song_id, &Wrote::singer_id>,
                   refract::foreign_key<&Wrote::song_id>.references<&Song::id>(),
                   refract::foreign_key<&Wrote::singer_id>.references<&Singer::id>());
struct SongTree {
    using model = Song;
    std::vector<Singer> singers;
};

#ifdef REFRACT_REJECT
// Which link?
#else
template <> inline constexpr auto refract::shape<SongTree> =
    refract::relations(refract::by<&SongTree::singers, &Sings::song_id, &Sings::singer_id>);
#endif

constexpr auto query = from<Song>().select<SongTree>();
