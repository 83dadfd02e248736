// expect: refract: update<T>(), delete_from<T>(), insert_into<T>() and merge_into<T>() take nothing between ( and ). Say the rest in clauses, .set(refract::col<&T::field> = value), .where(condition); whole objects are written by db.insert(object), db.update(object), db.erase(object). [E209]
// times: 5
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1(const Tag& tag) { return insert_into<Tag>(tag); }
constexpr auto way_2 = update<Tag>(1).set(col<&Tag::label> = "x").all_rows();
constexpr auto way_3 = delete_from<Tag>(col<&Tag::id> == 1).all_rows();
constexpr auto way_4 = merge_into<Post>("post");
inline auto way_5(const User& user) {
    return with(delete_from<Post>().all_rows().returning<Tag>(col<&Post::id>, col<&Post::title>))
        .insert_into<Tag>(user);
}
#else
inline auto way_1(const Tag& tag) { return insert_into<Tag>().set(col<&Tag::label> = tag.label); }
constexpr auto way_2 = update<Tag>().set(col<&Tag::label> = "x").all_rows();
constexpr auto way_3 = delete_from<Tag>().where(col<&Tag::id> == 1);
constexpr auto way_4 = merge_into<Post>();
#endif
