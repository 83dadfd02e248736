// expect: refract: an operator stands beside an order, a partition or a frame of a window, which have no value. Give them to what they belong to: from<T>().order_by(order), sum(x).over(partition_by(y), order_by(z)), and calculate with what they are made of. [E305]
// times: 9
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return order_by(col<&User::id>) + 1; }
inline auto way_2() { return partition_by(col<&User::id>) == col<&User::name>.desc(); }
inline auto way_3() { return 2.5 < rows_between(preceding(1), current_row); }
inline auto way_4(const ordering<User>& order) { return order || true; }
inline auto way_5() { return order_by(col<&Post::id>) & 2; }
inline auto way_6() { return -partition_by(col<&Post::id>); }
inline auto way_7() { return preceding(1) * 2; }
inline auto way_8() { return following(2) + preceding(3L); }
inline auto way_9() { return window(order_by(col<&Post::title>)) == 1; }
#else
inline auto way_1() { return order_by(col<&User::id> + 1); }
inline auto way_2() { return partition_by(col<&User::id>); }
inline auto way_3() { return rows_between(preceding(1), current_row); }
inline auto way_4(const ordering<User>& order) { return from<User>().order_by(order); }
inline auto way_7() { return preceding(1 * 2); }
inline auto way_8() { return rows_between(preceding(3L), following(2)); }
inline auto way_9() { return rank().over(window(order_by(col<&Post::title>))) == 1; }
#endif
