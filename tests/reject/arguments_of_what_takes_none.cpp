// expect: refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]
// times: 14
#include "models.hpp"

struct Settings {
    std::string theme;
};
struct Reader {
    std::int64_t id{};
    json_of<Settings> settings;
};
struct Line {
    std::string label;
};

#ifdef REFRACT_REJECT
inline auto way_1() { return col<&Post::views>.as<"n">(1); }
inline auto way_2() { return col<&Post::title>.collate<"binary">('c'); }
inline auto way_3() { return col<&Post::views>.desc().nulls_first(1L); }
inline auto way_4() { return from<Post>().for_update().of<Post>(2.5); }
inline auto way_5() { return now("utc"); }
inline auto way_6() { return rows_between(preceding(1), current_row).exclude_ties(true); }
inline auto way_7() { return value(col<&Post::id>, 2); }
inline auto way_8() { return col<&Reader::settings>.at<&Settings::theme>(1U); }
inline auto way_9() { return col<&Reader::settings>.with<&Settings::theme>("a", "b", 1); }
inline auto way_10() { return from<Post>().named<"posts">(3.5F); }
inline auto way_11() { return from<Post>().cross_join(from<Tag>(), 1UL); }
inline auto way_12() { return insert_into<Tag>().columns<&Tag::label>().from(from<Tag>(), 1); }
inline auto way_13() { return full_text_words("a", "b"); }
inline auto way_14() { return case_when(); }
#else
inline auto way_1() { return col<&Post::views>.as<"n">(); }
inline auto way_2() { return col<&Post::title>.collate<"binary">(); }
inline auto way_3() { return col<&Post::views>.desc().nulls_first(); }
inline auto way_4() { return from<Post>().for_update().of<Post>(); }
inline auto way_5() { return now(); }
inline auto way_6() { return rows_between(preceding(1), current_row).exclude_ties(); }
inline auto way_7() { return value(1); }
inline auto way_8() { return col<&Reader::settings>.at<&Settings::theme>(); }
inline auto way_9() { return col<&Reader::settings>.with<&Settings::theme>("dark"); }
inline auto way_10() { return from<Post>().named<"posts">(); }
inline auto way_11() { return from<Post>().cross_join(from<Tag>()); }
inline auto way_12() { return insert_into<Tag>().columns<&Tag::label>().from(from<Tag>().select(col<&Tag::label>)); }
inline auto way_13() { return full_text_words("a b"); }
inline auto way_14() { return case_when(col<&Post::published>, 1); }
#endif
