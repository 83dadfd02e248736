// expect: refract: search_depth_first, search_breadth_first or detect_cycles is not given columns of the query's own struct, or the query does not stand in with_recursive. Write with_recursive(first.union_all(step).search_depth_first(col<&Row::x>)). [E156]
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
constexpr auto query = from(roots.union_all(step).search_depth_first(col<&Tree::id>));
#else
constexpr auto query = with_recursive(roots.union_all(step).search_depth_first(col<&Tree::id>)).from<Tree>();
#endif
constexpr auto text = sql<dialect::postgres>(query);
