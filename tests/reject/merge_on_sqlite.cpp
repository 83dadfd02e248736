// expect: refract: the database has no MERGE. Write insert_into<T>()...on_conflict<&T::key>().do_update(...), or an update, an insert and a delete in one transaction. [E140]
#include "models.hpp"

constexpr auto query = merge_into<Tag>()
                           .using_table<Post>(col<&Post::id> == col<&Tag::id>)
                           .when_matched()
                           .do_update(col<&Tag::label> = col<&Post::title>);

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif
