// expect: refract: a statement of one tenant says whose its rows are, by the column of the tenant, rows of a query or a merge. Leave the column out: the session sets it; or say .all_tenants(). [E237]
#include "models.hpp"

struct Order {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int32_t price{};
};
template <> inline constexpr auto refract::model<Order> = refract::table(refract::tenant<&Order::org_id>);

constexpr auto rows = from<Post>().select(col<&Post::id>, value(std::int32_t{1}), col<&Post::id>);
#ifdef REFRACT_REJECT
constexpr auto copied = insert_into<Order>().columns<&Order::id, &Order::price, &Order::org_id>().from(rows);
#else
constexpr auto copied =
    insert_into<Order>().all_tenants().columns<&Order::id, &Order::price, &Order::org_id>().from(rows);
#endif
void write(sqlite::database& db) { db.tenant(7).exec(copied); }
