// expect: refract: a model reaches others through<Link>, and Link does not have a foreign key to the model and a second one. Give the link both: foreign_key<&PostTag::post_id>.references<&Post::id>(), foreign_key<&PostTag::tag_id>.references<&Tag::id>(). [E205]
#include <refract/refract.hpp>

struct Song {
    std::int64_t id{};
    std::string title{};
};
struct Singer {
    std::int64_t id{};
    std::string name{};
};
struct Part {
    std::int64_t id{};
    std::int64_t song_id{};
    std::int64_t singer_id{};
};

template <> inline constexpr auto refract::model<Song> = refract::table(refract::through<Part>);
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Part> =
    refract::table(refract::foreign_key<&Part::song_id>.references<&Song::id>());
#else
template <> inline constexpr auto refract::model<Part> =
    refract::table(refract::foreign_key<&Part::song_id>.references<&Song::id>(),
                   refract::foreign_key<&Part::singer_id>.references<&Singer::id>());
#endif

constexpr auto text = refract::sql<refract::dialect::sqlite>(refract::from<Song>());
