// expect: refract: a set_if of a merge stands behind no assignments of a branch. Write it behind do_update or do_insert: .when_matched().do_update(a = 1).set_if(flag, b = 2). [E212]
#include "models.hpp"
#include <refract/postgres.hpp>

constexpr auto merged = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>).when_matched();
#ifdef REFRACT_REJECT
constexpr auto query = merged.do_delete().set_if(true, col<&Tag::label> = "x");
#else
constexpr auto query = merged.do_update(col<&Tag::id> = col<&Post::id>).set_if(true, col<&Tag::label> = "x");
#endif
constexpr auto text = sql<dialect::postgres>(query);
