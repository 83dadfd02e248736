// expect: refract: the database has no exact number of any size: it finds a refract::numeric, but does not calculate with it, and where it is text neither orders it nor compares it with other numbers. Use == or in(...) with numerics, order by another column, or take refract::decimal. [E064]
#include "models.hpp"

#include <refract/codec/numeric.hpp>

struct Account {
    std::int64_t id{};
    numeric balance;
    numeric limit;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> =
    refract::table(refract::check("within", refract::col<&Account::balance> < refract::col<&Account::limit>));
#else
template <> inline constexpr auto refract::model<Account> =
    refract::table(refract::check("unlike", refract::col<&Account::balance> != refract::col<&Account::limit>));
#endif

void create(sqlite::database& db) { db.create_tables<schema<Account>>(); }
