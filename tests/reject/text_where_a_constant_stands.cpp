// expect: refract: a text of SQL, a name or a unit stands between ( and ), and it has to be a constant between < and >. Write raw<Type, "text with {}">(operands), x.as<"name">(), x.collate<"name">(), cast<Type>(x), date_trunc<refract::date_unit::month>(x), text_search<"english">(text, words). [E275]
// times: 9
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = col<&User::id>.as("x");
constexpr auto way_2 = col<&User::name>.collate("nocase");
constexpr auto way_3 = raw<bool>("id > 3");
constexpr auto way_4 = raw("id > 3");
constexpr auto way_5 = raw<"id > 3">();
constexpr auto way_6 = cast(col<&User::id>, "text");
constexpr auto way_7 = date_trunc(col<&User::created_at>, "month");
constexpr auto way_8 = from<Post>().where(text_search(col<&Post::title>, "cat"));
constexpr auto way_9 = text_search_rank("english", col<&Post::title>, "cat");
#else
constexpr auto way_1 = col<&User::id>.as<"x">();
constexpr auto way_2 = col<&User::name>.collate<"nocase">();
constexpr auto way_3 = raw<bool, "id > 3">();
constexpr auto way_4 = cast<std::string>(col<&User::id>);
constexpr auto way_5 = date_trunc<date_unit::month>(col<&User::created_at>);
constexpr auto way_6 = from<Post>().where(text_search<"english">(col<&Post::title>, "cat"));
constexpr auto way_7 = text_search_rank<"english">(col<&Post::title>, "cat");
#endif
