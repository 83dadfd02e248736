// expect: refract: two indexes of a schema or two constraints of a table have one name, or an index has a table's. Give one of them another name with .named("..."), or leave out the one that is there twice. [E091]
#include <refract/sqlite.hpp>

struct Item {
    std::int64_t id{};
    int weight{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::index<&Item::weight>, refract::index<&Item::weight>);
#else
template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::index<&Item::weight>, refract::index<&Item::weight>.unique());
#endif

void run(refract::sqlite::database& database) { database.create_tables<refract::schema<Item>>(); }
