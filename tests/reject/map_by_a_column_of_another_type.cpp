// expect: refract: the key of a std::map of rows is no field of them, or of another type than the field. It is their primary key, std::map<std::int64_t, PostLine> of rows with `std::int64_t id`, or what the shape says: refract::shape<Author> = refract::relations(refract::keyed<&Author::posts, &PostLine::slug>). [E216]
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
#ifdef REFRACT_REJECT
    std::map<long long, Volume> volumes;
#else
    std::map<int, Volume> volumes;
#endif
};
constexpr auto query = refract::from<Library>().select<Shelf>();
