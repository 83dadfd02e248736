// expect: refract: the members of on_conflict or columns stand between ( and ), and have to stand between < and >. Write .on_conflict<&T::email>(), .columns<&T::a, &T::b>(). [E258]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = insert_into<User>().set(col<&User::email> = "a").on_conflict(&User::email).do_nothing();
constexpr auto way_2 = insert_into<Tag>().columns(&Tag::id, &Tag::label);
#else
constexpr auto way_1 = insert_into<User>().set(col<&User::email> = "a").on_conflict<&User::email>().do_nothing();
constexpr auto way_2 =
    insert_into<Tag>().columns<&Tag::id, &Tag::label>().from(from<Post>().select(col<&Post::id>, col<&Post::title>));
#endif
