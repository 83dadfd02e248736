// expect: refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]
// times: 15
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = col<&User::id>.between(1);
constexpr auto way_2 = col<&User::id>.between(1, 2, 3);
constexpr auto way_3 = col<&User::name>.not_between();
constexpr auto way_4 = coalesce(col<&User::bio>);
constexpr auto way_5 = nullif(col<&User::name>);
constexpr auto way_6 = greatest(col<&Tag::id>);
constexpr auto way_7 = lower(col<&User::name>, 1);
constexpr auto way_8 = round(col<&Post::score>);
constexpr auto way_9 = substring(col<&User::email>, 2);
constexpr auto way_10 = replace(col<&User::name>, "a");
constexpr auto way_11 = case_when(col<&User::id> == 1);
constexpr auto way_12 = string_agg(col<&Tag::label>);
constexpr auto way_13 = count(col<&User::id>, col<&User::name>);
constexpr auto way_14 = rank(col<&Post::id>);
constexpr auto way_15 = from<User>().limit(1, 2);
#else
constexpr auto way_1 = col<&User::id>.between(1, 2);
constexpr auto way_2 = coalesce(col<&User::bio>, "");
constexpr auto way_3 = nullif(col<&User::bio>, "");
constexpr auto way_4 = greatest(col<&User::id>, 1);
constexpr auto way_5 = lower(col<&User::name>);
constexpr auto way_6 = round(col<&Post::score>, 1);
constexpr auto way_7 = substring(col<&User::name>, 2, 3);
constexpr auto way_8 = replace(col<&User::name>, "a", "b");
constexpr auto way_9 = case_when(col<&User::id> == 1, 2);
constexpr auto way_10 = string_agg(col<&User::name>, ",");
constexpr auto way_11 = count(col<&User::id>);
constexpr auto way_12 = rank().over(order_by(col<&User::id>));
constexpr auto way_13 = from<User>().limit(2).offset(1);
#endif
