// expect: refract: this database has no materialized views. Use refract::read_only_view, or fill a table: insert_into<T>().from(query). [E176]
#include "models.hpp"

struct Author {
    std::int64_t id{};
    std::string name;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Author> = table(materialized_view);
#else
template <> inline constexpr auto refract::model<Author> = table(read_only_view);
#endif
template <> inline constexpr auto refract::view_of<Author> = from<User>().select<Author>();

inline void run(refract::sqlite::database& db) { db.create_tables<schema<User, Author>>(); }
