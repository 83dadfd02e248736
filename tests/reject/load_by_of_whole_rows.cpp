// expect: refract: load_by says how the levels of a shape are read, and the query selects no shape. Say it behind select<Author>(...). [E255]
#include <refract/sqlite.hpp>

#include <cstdint>
#include <vector>

struct Shelf {
    std::int64_t id{};
};
struct Volume {
    std::int64_t id{};
    std::int64_t shelf_id{};
};
template <> inline constexpr auto refract::model<Volume> =
    refract::table(refract::foreign_key<&Volume::shelf_id>.references<&Shelf::id>());
struct ShelfTree {
    using model = Shelf;
    std::int64_t id{};
    std::vector<Volume> volumes;
};

#ifdef REFRACT_REJECT
constexpr auto query = refract::from<Shelf>().load_by(refract::program_keys).select<ShelfTree>();
#else
constexpr auto query = refract::from<Shelf>().select<ShelfTree>().load_by(refract::program_keys);
#endif
