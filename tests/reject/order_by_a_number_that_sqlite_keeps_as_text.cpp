// expect: refract: the database stores refract::numeric as text, which it finds but does not order. Compare with == or in(...), order by another column, or use refract::decimal. [E064]
#include "models.hpp"

#include <refract/codec/numeric.hpp>

struct Account {
    std::int64_t id{};
    numeric balance;
};

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(from<Account>().order_by(col<&Account::balance>));
#else
constexpr auto text = sql<dialect::postgres>(from<Account>().order_by(col<&Account::balance>));
#endif
