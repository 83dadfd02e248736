// expect: refract: the name of a query is part of its type. Write it between the angle brackets: named<"by_email">(). [E161]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().named("all posts");
#else
constexpr auto query = from<Post>().named<"all posts">();
#endif
