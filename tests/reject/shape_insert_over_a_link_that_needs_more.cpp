// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

struct Song {
    std::int64_t id{};
    std::string name;
};
struct Singer {
    std::int64_t id{};
    std::string name;
};
struct SungBy {
    std::int64_t song_id{};
    std::int64_t singer_id{};
    std::string part; // the shape has no field for it
};
template <> inline constexpr auto refract::model<Song> = refract::table(refract::through<SungBy>);
template <> inline constexpr auto refract::model<SungBy> =
    refract::table(refract::primary_key<&SungBy::song_id, &SungBy::singer_id>,
#ifndef REFRACT_REJECT
                   refract::column<&SungBy::part>.default_to("lead"),
#endif
                   refract::foreign_key<&SungBy::song_id>.references<&Song::id>(),
                   refract::foreign_key<&SungBy::singer_id>.references<&Singer::id>());

struct SungSong {
    using model = Song;
    std::int64_t id{};
    std::string name;
    std::vector<Singer> singers;
};

SungSong insert_it(sqlite::database& db) { return db.insert(SungSong{}); }
