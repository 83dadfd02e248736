// expect: refract: keyed<...> of a shape names a field that is no std::map of rows, or a member that its rows do not have. Name a map of the shape and a field of what it holds: keyed<&Author::posts, &PostLine::slug>. [E218]
#include <refract/refract.hpp>

#include <map>

struct Library {
    int id{};
};
struct Volume {
    int id{};
    int library_id{};
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
    refract::relations(refract::keyed<&Shelf::volumes, &Library::id>);
#else
template <> inline constexpr auto refract::shape<Shelf> =
    refract::relations(refract::keyed<&Shelf::volumes, &Volume::id>);
#endif
constexpr auto query = refract::from<Library>().select<Shelf>();
