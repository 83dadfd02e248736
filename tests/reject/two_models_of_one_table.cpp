// expect: refract: two models of a schema are stored in one table. Give one of them another name with refract::named("...") or another place with refract::in_schema("..."); to read a part of a table, select a struct: select<Row>(). [E090]
#include <refract/sqlite.hpp>

namespace shop {
struct Item {
    std::int64_t id{};
};
} // namespace shop
namespace stock {
struct Item {
    std::int64_t id{};
};
} // namespace stock

#ifdef REFRACT_REJECT
using all = refract::schema<shop::Item, stock::Item>;
#else
template <> inline constexpr auto refract::model<stock::Item> = refract::table(refract::named("stock_item"));
using all = refract::schema<shop::Item, stock::Item>;
#endif

void run(refract::sqlite::database& database) { database.create_tables<all>(); }
