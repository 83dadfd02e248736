// expect: refract: the values of a coalesce or CASE are exact and approximate numbers, and no type holds all of them without rounding. Write values of one kind, or cast one of them: cast<double>(x). [E107]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(coalesce(sum(col<&Post::views>), 0.5));
#else
constexpr auto query = from<Post>().select(coalesce(cast<double>(sum(col<&Post::views>)), 0.5));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
