// expect: refract: a view has an index, a check, or a column with a default, version, time of update or generated value, or a table's foreign key leads to a view: only tables have these. Leave it out; a materialized view may have indexes, and a view's own foreign key says which rows belong together. [E177]
#include "models.hpp"

struct Author {
    std::int64_t id{};
    std::string name;
};
struct Prize {
    std::int64_t id{}, author_id{};
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Author> = table(read_only_view);
#else
template <> inline constexpr auto refract::model<Author> = table();
#endif
template <> inline constexpr auto refract::model<Prize> =
    table(foreign_key<&Prize::author_id>.references<&Author::id>());

inline void run(refract::sqlite::database& db) { db.create_tables<schema<Author, Prize>>(); }
