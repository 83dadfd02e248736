// expect: refract: load_by takes program_keys, full_tables or recursive_keys, one of them. Without it keys stay in the server where that can be, which is right for most trees. [E254]
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
constexpr auto query = refract::from<Shelf>().select<ShelfTree>().load_by(1);
#else
constexpr auto query = refract::from<Shelf>().select<ShelfTree>().load_by(refract::full_tables);
#endif
