// expect: refract: a name has more bytes than the database keeps (PostgreSQL: 63), which would cut it. Give the table, column, alias, index, constraint, schema or enum a shorter one with named("..."). [E092]
#include <refract/postgres.hpp>

struct Item {
    std::int64_t id{};
    int weight{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Item> = refract::table(
    refract::index<&Item::weight>.named("customer_invoice_line_item_adjustment_history_archive_2019_to_24"));
#else
template <> inline constexpr auto refract::model<Item> =
    refract::table(refract::index<&Item::weight>.named("item_weight"));
#endif

void run(refract::postgres::database& database) { database.create_tables<refract::schema<Item>>(); }
