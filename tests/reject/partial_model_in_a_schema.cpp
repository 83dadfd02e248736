// expect: refract: create_tables cannot make the table of a partial model, which leaves columns out. Put a model with all columns into the schema, or make the table with SQL. [E065]
#include <refract/sqlite.hpp>

#include "models.hpp"

struct Contact {
    std::int64_t id{};
    std::string email;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Contact> = refract::table(refract::named("users"), refract::partial);
#else
template <> inline constexpr auto refract::model<Contact> = refract::table(refract::named("users"));
#endif

inline void run(refract::sqlite::database& db) { db.create_tables<refract::schema<Contact>>(); }
