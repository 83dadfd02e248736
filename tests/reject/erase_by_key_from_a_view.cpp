// expect: refract: a view is written to. Write to the tables that it reads; where the database writes through the view, leave refract::read_only_view out of the model. [E174]
#include "models.hpp"

struct Author {
    std::int64_t id{};
    std::string name;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Author> = table(read_only_view);
#else
template <> inline constexpr auto refract::model<Author> = table();
#endif

inline void run(refract::sqlite::database& db) { db.erase<Author>(3); }
