// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

constexpr auto branch = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>).when_not_matched();
#ifdef REFRACT_REJECT
constexpr auto query = branch.do_insert(col<&Tag::id> = col<&Post::id>);
#else
constexpr auto query = branch.do_insert(col<&Tag::label> = col<&Post::title>);
#endif
constexpr auto text = sql<dialect::postgres>(query);
