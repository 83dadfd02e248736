// expect: refract: a check, default, index or computed column of a model uses what this database cannot compute in a table, such as arithmetic with times on SQLite. Compare the columns themselves, or store numbers: refract::as_integer<T>. [E088]
#include "models.hpp"

inline constexpr sql_function<"is_valid", bool(std::string_view)> is_valid;
struct Stay {
    std::int64_t id{};
    std::string name;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Stay> =
    refract::table(refract::check("valid", is_valid(refract::col<&Stay::name>)));
#else
template <> inline constexpr auto refract::model<Stay> =
    refract::table(refract::check("valid", refract::col<&Stay::name> != ""));
#endif

void create(sqlite::database& db) { db.create_tables<schema<Stay>>(); }
