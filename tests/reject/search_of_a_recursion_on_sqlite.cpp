// expect: refract: this database has no SEARCH and CYCLE for recursive queries. Select a path of the keys in the recursion, order by it, and end where it holds the key already; on SQLite an order of the recursive query itself says which row comes next. [E157]
#include "models.hpp"

struct Tree {
    std::int64_t id{};
    std::int64_t depth{};
};
constexpr auto roots = from<Post>().where(col<&Post::views> == 0).select<Tree>(col<&Post::id>, value(std::int64_t{0}));
constexpr auto step = from<Post>()
                          .join<Tree>(col<&Post::author_id> == col<&Tree::id>)
                          .select<Tree>(col<&Post::id>, col<&Tree::depth> + 1);

#ifdef REFRACT_REJECT
using database = dialect::sqlite;
#else
using database = dialect::postgres;
#endif
constexpr auto query = with_recursive(roots.union_all(step).search_depth_first(col<&Tree::id>)).from<Tree>();
constexpr auto text = sql<database>(query);
