// expect: refract: two models of a schema are stored in one table. Give one of them another name with refract::named("...") or another place with refract::in_schema("..."); to read a part of a table, select a struct: select<Row>(). [E090]
#include <refract/sqlite.hpp>

struct Item {
    std::int64_t id{};
};
struct Other {
    std::int64_t id{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Other> = refract::table(refract::named("ITEM"));
#else
template <> inline constexpr auto refract::model<Other> =
    refract::table(refract::named("ITEM"), refract::in_schema("old"));
#endif

void run(refract::sqlite::database& database) { database.create_tables<refract::schema<Item, Other>>(); }
