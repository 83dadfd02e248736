// expect: refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]
#include "models.hpp"

constexpr auto by_title = from<Post>().where(col<&Post::title> == param<std::string_view>);

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(by_title, 7);
#else
    db.all(by_title, "a");
#endif
}
