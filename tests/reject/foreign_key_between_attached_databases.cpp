// expect: refract: a foreign key leads to a table of another attached database, where SQLite cannot look. Keep both tables in one database, or leave out the foreign key. [E094]
#include <refract/sqlite.hpp>

struct Item {
    std::int64_t id{};
};
struct Sale {
    std::int64_t id{};
    std::int64_t item_id{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Item> = refract::table(refract::in_schema("stock"));
#else
template <> inline constexpr auto refract::model<Item> = refract::table(refract::in_schema("sales"));
#endif
template <> inline constexpr auto refract::model<Sale> =
    refract::table(refract::in_schema("sales"), refract::foreign_key<&Sale::item_id>.references<&Item::id>());

void run(refract::sqlite::database& database) { database.create_tables<refract::schema<Item, Sale>>(); }
