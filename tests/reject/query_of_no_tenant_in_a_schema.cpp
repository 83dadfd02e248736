// expect: refract: the rows of this table are of tenants, and the session is of none. Ask db.tenant(value), or say .all_tenants() to the query. [E235]
#include "models.hpp"

struct Order {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int32_t price{};
};
template <> inline constexpr auto refract::model<Order> = refract::table(refract::tenant<&Order::org_id>);

#ifdef REFRACT_REJECT
void read(sqlite::database& db) { (void)db.in_schema("main").count(from<Order>()); }
#else
void read(sqlite::database& db) { (void)db.in_schema("main").count(from<Order>().all_tenants()); }
#endif
