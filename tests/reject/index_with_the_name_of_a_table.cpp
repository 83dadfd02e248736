// expect: refract: two indexes of a schema or two constraints of a table have one name, or an index has a table's. Give one of them another name with .named("..."), or leave out the one that is there twice. [E091]
#include <refract/sqlite.hpp>

struct Item {
    std::int64_t id{};
    int weight{};
};
struct Weight {
    std::int64_t id{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Item> = refract::table(refract::index<&Item::weight>.named("weight"));
#else
template <> inline constexpr auto refract::model<Item> = refract::table(refract::index<&Item::weight>);
#endif

void run(refract::sqlite::database& database) { database.create_tables<refract::schema<Item, Weight>>(); }
