// expect: refract: these cannot be added to or subtracted from each other as times. A point in time takes a std::chrono duration behind it, a date whole days, as in x + std::chrono::days(3); two of one kind are subtracted. [E087]
#include "models.hpp"

#include <chrono>

struct Invoice {
    std::int64_t id{};
    std::chrono::year_month_day due{};
};

#ifdef REFRACT_REJECT
constexpr auto query = from<Invoice>().select(col<&Invoice::due> + std::chrono::hours(24));
#else
constexpr auto query = from<Invoice>().select(col<&Invoice::due> + std::chrono::days(1));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
