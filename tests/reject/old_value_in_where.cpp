// expect: refract: old_value<...> or new_value<...> stands outside of returning, or names another table than the written one, or a delete is asked for its new row. Write it in returning(...) of the write; elsewhere it is col<...>. [E142]
#include "models.hpp"

constexpr auto change = update<Tag>().set(col<&Tag::label> = "x");
#ifdef REFRACT_REJECT
constexpr auto query = change.where(old_value<&Tag::id> > 3);
#else
constexpr auto query = change.where(col<&Tag::id> > 3).returning(old_value<&Tag::label>);
#endif
constexpr auto text = sql<dialect::postgres>(query);
