// expect: refract: this database has no materialized views. Use refract::read_only_view, or fill a table: insert_into<T>().from(query). [E176]
#include "models.hpp"

struct Author {
    std::int64_t id{};
    std::string name;
};
template <> inline constexpr auto refract::model<Author> = table(materialized_view);

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.refresh<Author>(); }
#else
inline void run(refract::sqlite::database& db) { db.count(from<Author>()); }
#endif
