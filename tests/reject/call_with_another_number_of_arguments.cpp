// expect: refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]
// times: 18
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = lag();
constexpr auto way_2 = col<&User::name>.like(1, 2, 3);
constexpr auto way_3 = col<&User::name>.starts_with("a", "b");
constexpr auto way_4 = col<&User::id>.is_distinct_from(1, 2L);
constexpr auto way_5 = col<&User::id>.is_null(true);
constexpr auto way_6 = col<&User::id>.desc(2.5F);
constexpr auto way_7 = row_number("x");
constexpr auto way_8 = count().distinct(col<&User::id>);
constexpr auto way_9 = lead(col<&User::id>, 1, 2, 3);
constexpr auto way_10 = trim_end(col<&User::name>, " ");
constexpr auto way_12 = preceding(1, 'x');
constexpr auto way_13 = from<User>().for_update(PostTag{});
constexpr auto way_14 = from<User>().with_ties(3);
constexpr auto way_15 = from<User>().with_deleted(u'x');
constexpr auto way_16 = from<User>().offset(1, 2ULL);
constexpr auto way_17 = from<User>().cross_join<Tag>(col<&Tag::id> == 1);
constexpr auto way_19 = case_when(col<&User::id> == 1, 1).when(col<&User::id> == 2);
constexpr auto way_20 = unnest<Tag>(1, 2U);
#else
constexpr auto way_1 = lag(col<&User::id>).over(order_by(col<&User::id>));
constexpr auto way_2 = col<&User::name>.like("a%");
constexpr auto way_3 = col<&User::name>.starts_with("a");
constexpr auto way_4 = col<&User::id>.is_distinct_from(1);
constexpr auto way_5 = col<&User::bio>.is_null();
constexpr auto way_6 = row_number().over();
constexpr auto way_7 = count(col<&User::id>).distinct();
constexpr auto way_8 = from<User>().for_update();
constexpr auto way_9 = from<User>().order_by(col<&User::id>).limit(3).with_ties();
constexpr auto way_10 = from<User>().cross_join<Tag>().where(col<&Tag::id> == 1);
constexpr auto way_11 = case_when(col<&User::id> == 1, 1).when(col<&User::id> == 2, 2);
#endif
