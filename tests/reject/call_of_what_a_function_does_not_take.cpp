// expect: refract: a function of SQL is given what it does not take. Give lower, sum and the like a column or an expression, which stands first where values follow: sum(refract::col<&T::field>), replace(refract::col<&T::field>, "a", "b"); exists and scalar a query; over a partition_by(...), an order_by(...), or both in this order. [E066]
// times: 18
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = replace("a", "b", col<&User::name>);
constexpr auto way_2 = greatest(1ULL, col<&User::id>);
constexpr auto way_3 = concat(2L, col<&User::name>);
constexpr auto way_4 = concat(1, 2);
constexpr auto way_5 = floor(2.5F);
constexpr auto way_6 = nullif(std::byte{}, col<&User::id>);
constexpr auto way_7 = lag(u'x', col<&User::id>);
constexpr auto way_8 = string_agg(1UL, col<&User::name>);
constexpr auto way_9 = sqrt(2.5L);
constexpr auto way_10 = rollup(col<&User::id>, col<&User::name>.desc());
constexpr auto way_11 = array_append(Role::admin, col<&User::id>);
constexpr auto way_12 = any_of(PostTag{});
constexpr auto way_13 = cast<int>(std::string_view{});
constexpr auto way_14 = json_object<Tag>(col<&Tag::id>, nullptr);
constexpr auto way_15 = text_search<"english">(std::uint8_t{}, col<&User::name>);
constexpr auto way_16 = full_text_match<Tag>(std::uint16_t{});
constexpr auto way_17 = window(std::int16_t{});
constexpr auto way_18 = corr(col<&Post::score>, false);
#else
constexpr auto way_1 = replace(col<&User::name>, "a", "b");
constexpr auto way_2 = greatest(col<&User::id>, 1);
constexpr auto way_3 = concat("x", col<&User::name>);
constexpr auto way_4 = floor(col<&Post::score>);
constexpr auto way_5 = lag(col<&User::id>, 2, 0).over(order_by(col<&User::id>));
constexpr auto way_6 = bit_and(1, col<&User::id>);
constexpr auto way_7 = rollup(col<&User::id>, col<&User::name>);
constexpr auto way_8 = cast<int>(col<&User::name>);
constexpr auto way_9 = window(order_by(col<&User::id>));
constexpr auto way_10 = corr(col<&Post::score>, col<&Post::views>);
#endif
