// expect: refract: &=, |=, ^=, <<= or >>= stands behind an expression, whose type says all that it is. Conditions that are added up at run time are a predicate: refract::predicate<T> wanted = condition; wanted &= other; bits are set as .set(col<&T::x> = refract::bit_or(col<&T::x>, 4)). [E321]
// times: 6
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return update<Post>().set(col<&Post::views> &= 1).all_rows(); }
inline auto way_2() { return update<Post>().set(col<&Post::id> |= 2).all_rows(); }
inline auto way_3() { return col<&Post::author_id> ^= 2; }
inline auto way_4() { return col<&Tag::id> <<= 1; }
inline auto way_5() { return col<&User::id> >>= 1; }
inline auto way_6(std::string_view title) {
    auto wanted = col<&Post::views> > 3;
    wanted &= col<&Post::title> == title;
    return from<Post>().where(wanted);
}
#else
inline auto way_1() { return update<Post>().set(col<&Post::views> = bit_and(col<&Post::views>, 1)).all_rows(); }
inline auto way_2() { return update<Post>().set(col<&Post::id> = bit_or(col<&Post::id>, 2)).all_rows(); }
inline auto way_3() { return bit_xor(col<&Post::author_id>, 2); }
inline auto way_4() { return shift_left(col<&Tag::id>, 1); }
inline auto way_5() { return shift_right(col<&User::id>, 1); }
inline auto way_6(std::string_view title) {
    predicate<Post> wanted = col<&Post::views> > 3;
    wanted &= col<&Post::title> == title;
    return from<Post>().where(wanted);
}
#endif
