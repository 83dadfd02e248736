// expect: refract: search_order or is_cycle is asked of rows whose recursion does not say it. Write with_recursive(first.union_all(step).search_depth_first(col<&Row::x>)) for the one, .detect_cycles(col<&Row::x>) for the other, and ask outside of the recursion. [E211]
#include "models.hpp"
#include <refract/postgres.hpp>

struct Step {
    std::int64_t id{};
};
constexpr auto recursion =
    from<Post>()
        .select<Step>(col<&Post::id>)
        .union_all(from<Post>().join<Step>(col<&Post::editor_id> == col<&Step::id>).select<Step>(col<&Post::id>));

#ifdef REFRACT_REJECT
constexpr auto rows = with_recursive(recursion.detect_cycles(col<&Step::id>));
#else
constexpr auto rows = with_recursive(recursion.search_depth_first(col<&Step::id>));
#endif
constexpr auto text = sql<dialect::postgres>(rows.from<Step>().order_by(search_order<Step>()));
