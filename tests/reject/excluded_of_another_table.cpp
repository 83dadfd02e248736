// expect: refract: excluded<...> names a column of another struct than the one that is inserted. Name one of the inserted: excluded<&T::x> of insert_into<T>(); columns of other tables are col<...>. [E158]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<Tag>()
                           .set(col<&Tag::label> = "x")
                           .on_conflict<&Tag::id>()
                           .do_update(col<&Tag::label> = excluded<&User::name>);
#else
constexpr auto query = insert_into<Tag>()
                           .set(col<&Tag::label> = "x")
                           .on_conflict<&Tag::id>()
                           .do_update(col<&Tag::label> = excluded<&Tag::label>);
#endif
constexpr auto text = sql<dialect::sqlite>(query);
