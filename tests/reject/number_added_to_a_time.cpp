// expect: refract: these cannot be added to or subtracted from each other as times. A point in time takes a std::chrono duration behind it, a date whole days, as in x + std::chrono::days(3); two of one kind are subtracted. [E087]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::created_at> + 3 > now());
#else
constexpr auto query = from<User>().where(col<&User::created_at> + std::chrono::seconds(3) > now());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
