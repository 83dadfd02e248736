// expect: refract: an update assigns a column that the database always counts, .identity_always(). Leave it out, or say .identity(): that one can be changed. [E307]
#include "models.hpp"

struct Ticket {
    std::int64_t id{};
    std::string name;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Ticket> = refract::table(column<&Ticket::id>.identity_always());
#else
template <> inline constexpr auto refract::model<Ticket> = refract::table(column<&Ticket::id>.identity());
#endif

constexpr auto query = update<Ticket>().set(col<&Ticket::id> = 2).where(col<&Ticket::id> == 1);
constexpr auto text = sql<dialect::postgres>(query);
