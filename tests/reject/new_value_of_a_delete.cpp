// expect: refract: old_value<...> or new_value<...> stands outside of returning, or names another table than the written one, or a delete is asked for its new row. Write it in returning(...) of the write; elsewhere it is col<...>. [E142]
#include "models.hpp"

constexpr auto change = delete_from<Tag>().where(col<&Tag::id> > 3);
#ifdef REFRACT_REJECT
constexpr auto query = change.returning(new_value<&Tag::label>);
#else
constexpr auto query = change.returning(old_value<&Tag::label>);
#endif
constexpr auto text = sql<dialect::postgres>(query);
