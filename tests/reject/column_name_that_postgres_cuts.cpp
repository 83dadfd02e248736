// expect: refract: a name has more bytes than the database keeps (PostgreSQL: 63), which would cut it. Give the table, column, alias, index, constraint, schema or enum a shorter one with named("..."). [E092]
#include <refract/postgres.hpp>

struct Item {
    std::int64_t id{};
#ifdef REFRACT_REJECT
    int quarterly_revenue_before_tax_and_interest_adjusted_for_inflation{};
#else
    int quarterly_revenue_before_tax_and_interest_adjusted_for_inflatio{};
#endif
};

void run(refract::postgres::database& database) { database.find<Item>(1); }
