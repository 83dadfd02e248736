// expect: refract: the program asks an expression whether it holds, in an if, a ?: or the like, and only the database knows. Write refract::case_when(condition, value).otherwise(other) in the query, or compare the field of a row that was read; whether a predicate has a condition is predicate.empty(). [E300]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
inline int way_1() { return col<&Post::views> > 3 ? 1 : 2; }
inline int way_2(const predicate<Post>& wanted) { return wanted ? 1 : 2; }
inline bool way_3(const group_predicate<User>& wanted) {
    if (wanted) return true;
    return false;
}
#else
inline auto way_1() { return case_when(col<&Post::views> > 3, 1).otherwise(2); }
inline bool way_2(const predicate<Post>& wanted) { return wanted.empty(); }
#endif
