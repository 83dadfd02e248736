// expect: refract: a merge has no branch, one behind another of its kind without a condition, or one that names a row it does not have: when_not_matched has none of the written table, when_not_matched_by_source only that one. Write .using_table<S>(condition).when_matched().do_update(...), .when_not_matched().do_insert(...). [E141]
#include "models.hpp"

constexpr auto start = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>);
#ifdef REFRACT_REJECT
constexpr auto query = start.when_matched().do_nothing().when_matched(col<&Tag::id> > 3).do_delete();
#else
constexpr auto query = start.when_matched(col<&Tag::id> > 3).do_delete().when_matched().do_nothing();
#endif
constexpr auto text = sql<dialect::postgres>(query);
