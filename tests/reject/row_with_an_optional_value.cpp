// expect: refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]
#include "models.hpp"

std::optional<std::int64_t> editor;

#ifdef REFRACT_REJECT
auto query = from<Post>().where(tuple(col<&Post::views>, col<&Post::editor_id>) > tuple(3, editor));
#else
auto query = from<Post>().where(tuple(col<&Post::views>, col<&Post::editor_id>) > tuple(3, editor.value_or(0)));
#endif

auto text = sql<dialect::sqlite>(query);
