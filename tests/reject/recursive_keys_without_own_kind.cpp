// expect: refract: load_by(recursive_keys) reads a struct that holds rows of its own kind, by a key of one whole number or UUID, and the shape has none that is no map: std::vector<CategoryTree> children{} in struct CategoryTree. Leave it out. [E314]
#include <refract/sqlite.hpp>

#include <cstdint>
#include <vector>

struct Drawer {
    std::int64_t id{};
    std::optional<std::int64_t> inside_id{};
};
template <> inline constexpr auto refract::model<Drawer> =
    refract::table(refract::foreign_key<&Drawer::inside_id>.references<&Drawer::id>());
struct DrawerTree {
    using model = Drawer;
    std::int64_t id{};
    std::vector<DrawerTree> inside{};
};
struct DrawerPair {
    using model = Drawer;
    std::int64_t id{};
    std::vector<Drawer> inside{};
};

#ifdef REFRACT_REJECT
constexpr auto query = refract::from<Drawer>().select<DrawerPair>().load_by(refract::recursive_keys);
#else
constexpr auto query = refract::from<Drawer>().select<DrawerTree>().load_by(refract::recursive_keys);
#endif
