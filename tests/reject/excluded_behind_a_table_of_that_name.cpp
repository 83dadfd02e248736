// expect: refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, "name">. [E022]
#include "models.hpp"

struct Excluded {
    std::int64_t id{};
    std::string label;
};
using left_out = alias<Excluded, "left_out">;

constexpr auto insert = insert_into<Tag>().set(col<&Tag::id> = 1, col<&Tag::label> = "x").on_conflict<&Tag::id>();

#ifdef REFRACT_REJECT
constexpr auto query = insert.do_update(col<&Tag::label> = "y")
                           .where(exists(from<Excluded>().where(col<&Excluded::label> == excluded<&Tag::label>)));
#else
constexpr auto query =
    insert.do_update(col<&Tag::label> = "y")
        .where(exists(from<left_out>().where(col<&Excluded::label, left_out> == excluded<&Tag::label>)));
#endif
inline auto run(sqlite::database& db) { return db.exec(query); }
