// expect: refract: refresh is given a model that is no materialized view. Other views are always up to date; a model says refract::materialized_view. [E178]
#include "models.hpp"

#include <refract/postgres.hpp>

struct Author {
    std::int64_t id{};
    std::string name;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Author> = table(read_only_view);
#else
template <> inline constexpr auto refract::model<Author> = table(materialized_view);
#endif

inline void run(refract::postgres::database& db) { db.refresh<Author>(); }
