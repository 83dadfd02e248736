// expect: refract: an expression is counted up, changed, dereferenced, called or asked for an item, and its value is in the database, not in the program. Write x for +x and &x, x for *x and x-> of what may be NULL, col<&T::x> for col<&T::x>(), x < y || x > y for x <=> y, .set(col<&T::x> += 1) for ++x, .set(col<&T::x> = col<&T::x> % 2) for x %= 2, x.at<&S::member>() of a JSON document, array_element(x, position) of an array. [E297]
// times: 16
#include "models.hpp"

struct Tagged {
    std::int64_t id{};
    json_of<std::vector<std::string>> tags;
};

#ifdef REFRACT_REJECT
constexpr auto way_1 = from<Post>().select(+col<&Post::views>);
constexpr auto way_2 = from<Post>().where(*col<&Post::editor_id> == 3);
inline auto way_3() { return ++col<&Post::id>; }
inline auto way_4() { return col<&Post::score> ++; }
inline auto way_5() { return --col<&Post::author_id>; }
inline auto way_6() { return (col<&Post::views> + 1)--; }
constexpr auto way_7 = from<Tagged>().select(col<&Tagged::tags>[0]);
inline auto way_8() { return col<&Post::title> %= 2; }
inline auto way_9() { return (col<&Post::views> + 2.5) -= 2; }
inline auto way_10() { return col<&Post::views>(1L) == 2; }
inline auto way_11() { return from<User>().where(col<&User::email> <=> "a"); }
constexpr auto way_12 = from<Post>().where(1 <=> col<&Post::id>);
constexpr auto way_13 = from<Post>().where(col<&Post::views> <=> col<&Post::id>);
constexpr auto way_14 = from<Post>().select(&col<&Post::published>);
constexpr auto way_15 = from<Tag>().where(lower(col<&Tag::label>)[0] == 'a');
inline auto way_16(const std::string& name) { return from<User>().where(name <=> col<&User::name>); }
#else
constexpr auto way_1 = from<Post>().select(col<&Post::views>);
constexpr auto way_2 = from<Post>().where(col<&Post::editor_id> == 3);
inline auto way_3() { return col<&Post::id> += 1; }
inline auto way_4() { return col<&Post::score> += 1; }
inline auto way_5() { return col<&Post::author_id> -= 1; }
inline auto way_6() { return col<&Post::views> + 1 - 1; }
constexpr auto way_7 = from<Tagged>().select(col<&Tagged::tags>.at<std::string>(0));
inline auto way_10() { return col<&Post::views> == 2; }
inline auto way_11() { return from<User>().where(col<&User::email> < "a" || col<&User::email> > "a"); }
constexpr auto way_14 = from<Post>().select(col<&Post::published>);
constexpr auto way_15 = from<Tag>().where(substring(lower(col<&Tag::label>), 1, 1) == "a");
#endif
