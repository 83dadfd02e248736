// expect: refract: several rows of one field may have the same key of a std::map, which holds one of them. Say in the model that they do not, with unique<&Post::author_id, &Post::slug>, or make the field a std::vector. [E217]
#include <refract/refract.hpp>

#include <map>

struct Library {
    int id{};
};
struct Volume {
    int id{};
    int library_id{};
    int year{};
};
template <> inline constexpr auto refract::model<Volume> =
    refract::table(refract::foreign_key<&Volume::library_id>.references<&Library::id>());
struct Shelf {
    using model = Library;
    int id{};
    std::map<int, Volume> volumes;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::shape<Shelf> =
    refract::relations(refract::keyed<&Shelf::volumes, &Volume::year>);
#else
template <> inline constexpr auto refract::shape<Shelf> =
    refract::relations(refract::keyed<&Shelf::volumes, &Volume::id>);
#endif
constexpr auto query = refract::from<Library>().select<Shelf>();
