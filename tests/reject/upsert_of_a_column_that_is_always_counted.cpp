// expect: refract: an update assigns a column that the database always counts, .identity_always(). Leave it out, or say .identity(): that one can be changed. [E307]
#include "models.hpp"

struct Ticket {
    std::int64_t id{};
    std::string name;
    std::int64_t number{};
};

template <> inline constexpr auto refract::model<Ticket> = refract::table(column<&Ticket::number>.identity_always());

constexpr auto query = insert_into<Ticket>()
                           .set(col<&Ticket::id> = 2, col<&Ticket::name> = "x", col<&Ticket::number> = 3)
                           .on_conflict<&Ticket::id>()
#ifdef REFRACT_REJECT
                           .do_update(col<&Ticket::number> = excluded<&Ticket::number>);
#else
                           .do_update(col<&Ticket::name> = excluded<&Ticket::name>);
#endif
constexpr auto text = sql<dialect::postgres>(query);
