// expect: refract: the number of arguments is not the number of param<...> in the query. Give one argument for each, in the order in which they were written. [E034]
#include "models.hpp"

constexpr auto by_title = from<Post>().where(col<&Post::title> == param<std::string_view>);

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(by_title);
#else
    db.all(by_title, "a");
#endif
}
