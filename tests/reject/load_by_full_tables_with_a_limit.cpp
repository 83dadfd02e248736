// expect: refract: a level with a limit or an offset is one query for each row above, and load_by(full_tables) reads a level as one table. Leave out the limit, or say load_by(program_keys). [E256]
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
constexpr auto query = refract::from<Shelf>()
                           .select<ShelfTree>(refract::nested<&ShelfTree::volumes>().limit(3))
                           .load_by(refract::full_tables);
#else
constexpr auto query = refract::from<Shelf>()
                           .select<ShelfTree>(refract::nested<&ShelfTree::volumes>().limit(3))
                           .load_by(refract::program_keys);
#endif

std::size_t read(refract::sqlite::database& db) { return db.all(query).size(); }
