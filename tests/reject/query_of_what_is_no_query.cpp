// expect: refract: from, with, a join, a set operation or sql<> is given what is no query. A table is named by its struct, from<User>().where(condition), .join<Post>(condition); rows of a query are read by from(query), .join(query, condition), and added by a.union_all(b). [E208]
// times: 16
#include "models.hpp"

struct Listed {
    std::int64_t id{};
};
constexpr auto listed = from<User>().select<Listed>(col<&User::id>);

#ifdef REFRACT_REJECT
constexpr auto way_1 = from("users").where(col<&User::id> == 1);
constexpr auto way_2 = from<User>(1);
constexpr auto way_3 = from<User>().union_all(col<&User::id> == 1);
constexpr auto way_4 = from<Tag>().except(from<Tag>(), from<Tag>());
constexpr auto way_5 = with(2.5).from<User>();
constexpr auto way_6 = with(listed).with_recursive(1LL).from<User>();
constexpr auto way_7 = with(listed).from(Role::admin);
constexpr auto way_8 = from<Post>().join("users", col<&Post::author_id> == col<&User::id>);
constexpr auto way_9 = from<Post>().left_join(col<&Post::author_id> == col<&User::id>);
constexpr auto way_10 = from<Post>().cross_join(std::byte{});
constexpr auto way_11 = update<Post>().from(2.5F).set(col<&Post::views> = 0).all_rows();
constexpr auto way_12 = delete_from<Post>().using_table(PostTag{}).all_rows();
inline auto way_13() { return sql<dialect::sqlite>(1ULL); }
inline auto way_14() { return sql<dialect::sqlite>(); }
inline auto way_15() { return sql<dialect::postgres>("SELECT 1"); }
inline auto way_16() { return with(); }
#else
constexpr auto way_1 = from<User>().where(col<&User::id> == 1);
constexpr auto way_2 = from<Tag>().except(from<Tag>()).except(from<Tag>());
constexpr auto way_3 = with(listed).from<Listed>();
constexpr auto way_4 = from<Post>().join<User>(col<&Post::author_id> == col<&User::id>);
constexpr auto way_5 = from<Post>().join(listed, col<&Post::author_id> == col<&Listed::id>);
constexpr auto way_6 = update<Post>().from(listed).set(col<&Post::views> = 0).where(col<&Post::id> == col<&Listed::id>);
constexpr auto way_7 = delete_from<Post>().using_table(listed).where(col<&Post::id> == col<&Listed::id>);
#endif
