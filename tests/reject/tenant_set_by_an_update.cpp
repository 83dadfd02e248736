// expect: refract: a statement of one tenant says whose its rows are, by the column of the tenant, rows of a query or a merge. Leave the column out: the session sets it; or say .all_tenants(). [E237]
#include "models.hpp"

struct Order {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int32_t price{};
};
template <> inline constexpr auto refract::model<Order> = refract::table(refract::tenant<&Order::org_id>);

#ifdef REFRACT_REJECT
constexpr auto given = update<Order>().set(col<&Order::org_id> = 8).all_rows();
#else
constexpr auto given = update<Order>().set(col<&Order::org_id> = 8).all_rows().all_tenants();
#endif
void write(sqlite::database& db) { db.tenant(7).exec(given); }
