// expect: refract: a merge has no branch, one behind another of its kind without a condition, or one that names a row it does not have: when_not_matched has none of the written table, when_not_matched_by_source only that one. Write .using_table<S>(condition).when_matched().do_update(...), .when_not_matched().do_insert(...). [E141]
#include "models.hpp"

constexpr auto branch = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>).when_not_matched();
#ifdef REFRACT_REJECT
constexpr auto query = branch.do_insert(col<&Tag::label> = col<&Tag::label> + "2");
#else
constexpr auto query = branch.do_insert(col<&Tag::label> = col<&Post::title> + "2");
#endif
constexpr auto text = sql<dialect::postgres>(query);
