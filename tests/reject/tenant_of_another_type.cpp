// expect: refract: the session's tenant is of another type than the table's column. Give db.tenant a value of the column's type. [E238]
#include "models.hpp"

struct Order {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int32_t price{};
};
template <> inline constexpr auto refract::model<Order> = refract::table(refract::tenant<&Order::org_id>);

#ifdef REFRACT_REJECT
void read(sqlite::database& db) { (void)db.tenant("acme").all(from<Order>()); }
#else
void read(sqlite::database& db) { (void)db.tenant(7).all(from<Order>()); }
#endif
