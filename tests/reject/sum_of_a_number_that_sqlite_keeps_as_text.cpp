// expect: refract: the database has no exact number of any size: it finds a refract::numeric, but does not calculate with it, and where it is text neither orders it nor compares it with other numbers. Use == or in(...) with numerics, order by another column, or take refract::decimal. [E064]
#include "models.hpp"

#include <refract/codec/numeric.hpp>

struct Account {
    std::int64_t id{};
    numeric balance;
};

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(from<Account>().select(sum(col<&Account::balance>)));
#else
constexpr auto text = sql<dialect::postgres>(from<Account>().select(sum(col<&Account::balance>)));
#endif
