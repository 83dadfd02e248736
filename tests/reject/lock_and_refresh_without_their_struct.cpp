// expect: refract: a statement or a join does not say of which table it is. Write the struct between < and >: from<T>(), insert_into<T>(), update<T>(), delete_from<T>(), merge_into<T>(), join<T>(condition), of<T>(), refresh<T>(); a query stands between ( and ): from(query), join(query, condition); another table is joined: from<T>().join<U>(condition). [E299]
// times: 3
#include "models.hpp"

struct Rows {
    std::int64_t id{};
};
template <> inline constexpr auto refract::model<Rows> = refract::table(refract::read_only_view);

#ifdef REFRACT_REJECT
inline auto way_1() { return sql<dialect::postgres>(from<Post>().for_update().of(col<&Post::id>)); }
inline auto way_2() { return sql<dialect::postgres>(from<Post>().for_share().of().skip_locked()); }
inline void way_3(sqlite::database& db) { db.refresh(Rows{}); }
#else
inline auto way_1() { return sql<dialect::postgres>(from<Post>().for_update().of<Post>()); }
inline auto way_2() { return sql<dialect::postgres>(from<Post>().for_share().of<Post>().skip_locked()); }
#endif
