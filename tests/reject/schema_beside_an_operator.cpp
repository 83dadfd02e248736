// expect: refract: an operator stands beside a schema<>, which is a list of models and has no value. Write all of its models in one, using both = refract::schema<User, Post>, and give it to what takes one: db.create_tables<both>(). [E324]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return schema<User, Post>{} + schema<Tag>{}; }
inline auto way_2() { return schema<User>{} == 1; }
inline auto way_3() { return schema<Post>{} | schema<Tag>{}; }
#else
inline auto way_1() { return schema<User, Post, Tag>{}; }
#endif
