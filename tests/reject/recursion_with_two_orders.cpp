// expect: refract: a clause, or a part of a window, of an aggregate or of a name, is given twice. Write it once, with all that belongs to it: order_by(a, b). A window under a name stands alone in over; only where may be repeated, and then means and. [E021]
#include "models.hpp"

struct Chain {
    std::int64_t id{};
    std::int64_t place{};
};
constexpr auto first = from<Post>().select<Chain>(col<&Post::id>, value(std::int64_t{1}));
constexpr auto step = from<Post>()
                          .join<Chain>(col<&Post::views> == col<&Chain::id>)
                          .select<Chain>(col<&Post::id>, col<&Chain::place> + 1);
#ifdef REFRACT_REJECT
constexpr auto rows = first.union_all(step).search_depth_first(col<&Chain::id>).search_breadth_first(col<&Chain::id>);
#else
constexpr auto rows = first.union_all(step).search_depth_first(col<&Chain::id>);
#endif

constexpr auto text = sql<dialect::postgres>(with_recursive(rows).from<Chain>());
