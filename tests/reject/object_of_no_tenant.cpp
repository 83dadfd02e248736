// expect: refract: the rows of this table are of tenants, and the session is of none. Ask db.tenant(value), or say .all_tenants() to the query. [E235]
#include "models.hpp"

struct Order {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int32_t price{};
};
template <> inline constexpr auto refract::model<Order> = refract::table(refract::tenant<&Order::org_id>);

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { (void)db.insert(Order{}); }
#else
void write(sqlite::database& db) { (void)db.tenant(7).insert(Order{}); }
#endif
