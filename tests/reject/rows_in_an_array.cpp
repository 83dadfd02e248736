// expect: refract: a field of a shape is a container to which rows cannot be added, such as std::array, std::set, std::multimap or std::shared_ptr, or it holds something that is no struct, such as a std::vector of pointers. Use std::vector, std::deque or std::list of the structs, a std::map or std::unordered_map by a field of them, or a std::optional or std::unique_ptr of one. [E215]
#include <refract/refract.hpp>

#include <array>
#include <deque>

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
    std::array<Volume, 3> volumes;
#else
    std::deque<Volume> volumes;
#endif
};
constexpr auto query = refract::from<Library>().select<Shelf>();
