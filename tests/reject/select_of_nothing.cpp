// expect: refract: select() or in() is given nothing. Name the columns, or leave select() out for whole objects; a list that may be empty is a range: in(values). [E160]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select();
#else
constexpr auto query = from<Post>().select(col<&Post::id>);
#endif
